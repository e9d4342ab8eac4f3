import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let root: string;

/** A checkout with one installed package, a web that imports contracts, and a Next that only notes that it ran. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'innoflow-ensure-'));
  cpSync(join(import.meta.dirname, 'ensure.mjs'), join(root, 'scripts/ensure.mjs'));
  cpSync(join(import.meta.dirname, 'ensure'), join(root, 'scripts/ensure'), { recursive: true });
  lock('1.0.0');
  installed('1.0.0');
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
  symlinkSync(process.execPath, join(root, 'node_modules/.bin/node'));
  write('apps/web/package.json', JSON.stringify({ dependencies: { '@innoflow/contracts': '0.1.0' } }));
  write('apps/web/app/page.tsx', 'export default 1;\n');
  write('packages/contracts/package.json', '{}');
  write('packages/contracts/src/index.ts', 'export const a = 1;\n');
  write(
    'node_modules/next/dist/bin/next',
    "const fs = require('fs'); fs.mkdirSync('out', { recursive: true }); fs.appendFileSync('../../builds', 'x');",
  );
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const lock = (version: string) =>
  write('package-lock.json', JSON.stringify({ packages: { '': {}, 'node_modules/a': { version } } }));

const installed = (version: string) =>
  write('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/a': { version } } }));

/** npm is replaced by one that cannot reach its registry, so that an attempt to install shows. */
function ensure(...args: string[]) {
  write('offline-npm.cjs', "console.error('offline'); process.exit(1);");
  const env = {
    ...process.env,
    npm_execpath: join(root, 'offline-npm.cjs'),
    npm_node_execpath: process.execPath,
  };
  return spawnSync(process.execPath, [...args, join(root, 'scripts/ensure.mjs'), '--build'], {
    encoding: 'utf8',
    env,
  });
}

const builds = () =>
  existsSync(join(root, 'builds')) ? readFileSync(join(root, 'builds'), 'utf8').length : 0;

test('what npm installed by hand is accepted and not installed again', () => {
  expect(ensure().status).toBe(0);
  expect(existsSync(join(root, 'node_modules/.innoflow-lock'))).toBe(true);
});

test('a changed lock file is installed, and without a registry it says what to do', () => {
  ensure();
  lock('2.0.0');
  const { status, stdout, stderr } = ensure();
  expect(status).toBe(1);
  expect(stdout).toContain('Installing the dependencies');
  expect(stderr).toContain('Without a connection to the npm registry');
});

test('the web is built once, and again only when the content of its sources changes', () => {
  ensure();
  ensure();
  expect(builds()).toBe(1);
  utimesSync(join(root, 'apps/web/app/page.tsx'), 1, 1);
  ensure();
  expect(builds()).toBe(1);
  appendFileSync(join(root, 'apps/web/app/page.tsx'), '\n');
  ensure();
  expect(builds()).toBe(2);
});

test('a change in a package that the web imports builds it again, a change in a test does not', () => {
  ensure();
  write('packages/contracts/src/index.test.ts', '');
  ensure();
  expect(builds()).toBe(1);
  write('packages/contracts/src/run.ts', '');
  ensure();
  expect(builds()).toBe(2);
});

test('missing pages are built again', () => {
  ensure();
  rmSync(join(root, 'apps/web/out'), { recursive: true });
  ensure();
  expect(builds()).toBe(2);
});

test('a failed build shows its output and leaves no record of success', () => {
  write('node_modules/next/dist/bin/next', "console.log('page.tsx is wrong'); process.exit(1);");
  const first = ensure();
  expect([first.status, first.stderr]).toEqual([1, expect.stringContaining('page.tsx is wrong')]);
  expect(ensure().status).toBe(1);
});

test('two commands at the same time build once', async () => {
  const run = () => {
    const { promise, resolve } = Promise.withResolvers<number | null>();
    spawn(process.execPath, [join(root, 'scripts/ensure.mjs'), '--build']).on('close', resolve);
    return promise;
  };
  expect(await Promise.all([run(), run()])).toEqual([0, 0]);
  expect(builds()).toBe(1);
});

test('a command that was killed while it worked does not block the next', () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  write('.innoflow/ensure.pid', String(pid));
  expect(ensure().status).toBe(0);
});

test('a Node that is too old is told which one is needed', () => {
  write('old.cjs', "Object.defineProperty(process, 'versions', { value: { node: '18.20.1' } });");
  const { status, stderr } = ensure('--require', join(root, 'old.cjs'));
  expect([status, stderr]).toEqual([1, expect.stringContaining('needs Node.js 20.19 or newer')]);
});

test('a missing server Node names the remedy', () => {
  rmSync(join(root, 'node_modules/.bin/node'));
  write('node20.cjs', "Object.defineProperty(process, 'versions', { value: { node: '20.20.2' } });");
  const { status, stderr } = ensure('--require', join(root, 'node20.cjs'));
  expect([status, stderr]).toEqual([1, expect.stringContaining('npm ci --include=optional')]);
});
