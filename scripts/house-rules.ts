import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const SOURCES = '{packages/*/src,apps/server/src,apps/web,tests,scripts}/**/*.{ts,tsx,mjs,css}';
const SKIPPED = ['node_modules', '.next', 'out'];
const LONGEST_FILE = 600;

/** What silences a check instead of passing it. */
const SILENCER = /(?:oxlint|eslint)-disable|biome-(?:ignore)|@ts-(?:ignore|nocheck)/;
const LEFT_OUT = /\b(?:it|test|describe|suite)\.(?:skip|only|todo)\b/;

/** What STYLE.md asks of a file and no linter checks: length, names, no silenced checks, no tests left out. */
export function checkHouseRules(root: string): string[] {
  const problems: string[] = [];
  for (const file of globSync(SOURCES, { cwd: root, exclude: (path) => SKIPPED.includes(basename(path)) })) {
    const path = join(root, file);
    if (!existsSync(path) || file.endsWith('.d.ts')) continue;
    const text = readFileSync(path, 'utf8');
    const lines = text.split('\n');
    if (lines.length > LONGEST_FILE + 1) {
      problems.push(`${file}: ${lines.length - 1} lines; split it (at most ${LONGEST_FILE}, aim at 150)`);
    }
    if (/^(utils?|helpers?|misc|common)\.tsx?$/.test(basename(file))) {
      problems.push(`${file}: name it after the one thing it does`);
    }
    for (const [index, line] of lines.entries()) {
      const at = `${file}:${index + 1}`;
      const silencer = SILENCER.exec(line);
      if (silencer) problems.push(`${at}: ${silencer[0]} silences a check; write it so that it passes`);
      const left = file.includes('.test.') && LEFT_OUT.exec(line);
      if (left) problems.push(`${at}: ${left[0]} leaves tests out`);
    }
  }
  return problems;
}

if (import.meta.main) {
  const problems = checkHouseRules(join(import.meta.dirname, '..'));
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
