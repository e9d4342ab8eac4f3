import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const server = join(root, 'apps/server/src/main.ts');

/** The documents kept in docs/ so that a change of the interface shows in a review; made by the server's commands. */
const PUBLISHED = [
  { command: 'openapi', file: 'docs/openapi.json', required: true },
  { command: 'definition-schema', file: 'docs/definition-schema.json', required: false },
];

/** What the server says now, as it is written to the file. */
function generate(command: string): string {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [server, command], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    timeout: 60_000,
  });
  if (status !== 0) {
    throw new Error(`\`node apps/server/src/main.ts ${command}\` failed: ${error?.message ?? stderr.trim()}`);
  }
  return `${JSON.stringify(JSON.parse(stdout), null, 2)}\n`;
}

/** The first line on which the two differ, for people to find it. */
function firstDifference(kept: string, now: string): string {
  const keptLines = kept.split('\n');
  const nowLines = now.split('\n');
  const at = nowLines.findIndex((line, index) => line !== keptLines[index]);
  const line = at === -1 ? nowLines.length : at;
  return `line ${line + 1}: kept ${keptLines[line]?.trim() ?? '(end)'}, server ${nowLines[line]?.trim() ?? '(end)'}`;
}

const write = process.argv.includes('--write');
for (const { command, file, required } of PUBLISHED) {
  const path = join(root, file);
  if (!required && !existsSync(path)) continue;
  const now = generate(command);
  const kept = existsSync(path) ? readFileSync(path, 'utf8').replaceAll('\r\n', '\n') : '';
  if (kept === now) continue;
  if (write) {
    writeFileSync(path, now);
    console.log(`wrote ${file}`);
  } else {
    console.error(
      `${file} is not what the server says (${firstDifference(kept, now)}). Run \`npm run schemas\`.`,
    );
    process.exitCode = 1;
  }
}
