import { spawnSync } from 'child_process';
import { createHash } from 'crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'fs';
import { join, relative } from 'path';
import { lockFile, modules, readText, root, say, serverNode, stop } from './checkout.mjs';

const web = join(root, 'apps', 'web');
const pages = join(web, 'out');
const builtMark = join(modules, '.innoflow-build');

/** Folders whose files end up in the pages: the web and the workspace packages it depends on. */
function webWorkspaces() {
  const folders = [];
  const visit = (folder) => {
    if (folders.includes(folder) || !existsSync(join(folder, 'package.json'))) return;
    folders.push(folder);
    const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    for (const name of Object.keys(dependencies || {})) {
      if (name.startsWith('@innoflow/')) visit(join(root, 'packages', name.slice('@innoflow/'.length)));
    }
  };
  visit(web);
  return folders;
}

const NOT_SOURCES = ['node_modules', 'out', 'next-env.d.ts', 'tsconfig.json']; // the last two are written by Next

function listSources(folder, into) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || NOT_SOURCES.includes(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) listSources(path, into);
    else if (!/\.test\.tsx?$|\.tsbuildinfo$|\.md$/.test(entry.name)) into.push(path);
  }
  return into;
}

function hashOf(files, describe) {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${relative(root, file)}\0`)
      .update(describe(file))
      .update('\0');
  return hash.digest('hex');
}

/**
 * The record holds two hashes of the sources: of their times and sizes, which is quick, and of their content,
 * which decides when the first differs (a fresh clone, a branch and back).
 */
function sourcesHashes() {
  const files = [lockFile];
  for (const folder of webWorkspaces()) listSources(folder, files);
  files.sort((a, b) => (a < b ? -1 : 1));
  const byTime = hashOf(files, (file) => {
    const stat = statSync(file);
    return `${stat.size}:${stat.mtimeMs}`;
  });
  return { byTime, byContent: () => hashOf(files, (file) => readFileSync(file)) };
}

/** True when the pages were built from the sources as they are now. */
export function isBuilt() {
  if (!existsSync(pages)) return false;
  const [time, content] = readText(builtMark).split('\n');
  const now = sourcesHashes();
  if (time === now.byTime) return true;
  if (content !== now.byContent()) return false;
  writeFileSync(builtMark, `${now.byTime}\n${content}`);
  return true;
}

export function hasWeb() {
  return existsSync(join(web, 'package.json')) && existsSync(join(web, 'app'));
}

export function build() {
  say('Building the web pages (needed once and after changes; takes about half a minute) …');
  const now = sourcesHashes();
  const mark = `${now.byTime}\n${now.byContent()}`;
  rmSync(builtMark, { force: true });
  const result = spawnSync(
    existsSync(serverNode) ? serverNode : process.execPath,
    [join(modules, 'next', 'dist', 'bin', 'next'), 'build'],
    {
      cwd: web,
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
      maxBuffer: 1 << 26,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    },
  );
  if (result.status !== 0 || !existsSync(pages)) {
    process.stderr.write(`${result.stdout || ''}${result.stderr || ''}`);
    stop(`Building the web pages failed (\`next build\` in apps/web); its output stands above.`);
  }
  writeFileSync(builtMark, mark);
}
