import { spawnSync } from 'child_process';
import { createHash } from 'crypto';
import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'fs';
import { join, sep } from 'path';
import { lockFile, modules, readText, root, say, serverNode, stop } from './checkout.mjs';

const SERVER_NODE_MAJOR = 24;

const installedMark = join(modules, '.innoflow-lock');

function lockHash() {
  return createHash('sha256').update(readFileSync(lockFile)).digest('hex');
}

/** True when what npm installed last is what the lock asks for, as after an `npm install` by hand. */
function installedMatchesLock() {
  try {
    const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
    const present = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')).packages;
    for (const path of Object.keys(wanted)) {
      if (path === '') continue;
      const want = wanted[path];
      const have = present[path];
      if (!have) {
        if (!want.optional && !want.devOptional && !want.peer) return false;
        continue;
      }
      if (want.version !== have.version || want.integrity !== have.integrity) return false;
    }
    return Object.keys(present).every((path) => wanted[path]);
  } catch {
    return false;
  }
}

/** True when node_modules holds what package-lock.json asks for. */
export function isInstalled() {
  if (!existsSync(lockFile)) stop('package-lock.json is missing: this is not a complete InnoFlow checkout.');
  const hash = lockHash();
  if (readText(installedMark) === hash) return true;
  if (!installedMatchesLock()) return false;
  writeFileSync(installedMark, hash);
  return true;
}

export function install() {
  const inside = process.execPath.startsWith(realpathOr(modules) + sep);
  if (process.platform === 'win32' && inside) {
    stop('The dependencies changed. Run `npm ci` once, then this command again.'); // Windows locks a running node.exe
  }
  say('Installing the dependencies (needed once; takes about a minute) …');
  rmSync(installedMark, { force: true });
  const npm = process.env.npm_execpath;
  const args = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const options = { cwd: root, stdio: 'inherit' };
  const result =
    npm && /\.[cm]?js$/.test(npm)
      ? spawnSync(process.env.npm_node_execpath || process.execPath, [npm, ...args], options)
      : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (result.status !== 0) {
    stop(
      '`npm ci` failed; its own message stands above.\n' +
        'Without a connection to the npm registry: run `npm ci` where there is one and copy the whole folder\n' +
        '(node_modules included, same operating system), or set `registry` in .npmrc to a mirror you can reach.',
    );
  }
  writeFileSync(installedMark, lockHash());
}

function realpathOr(path) {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** npm scripts run on node_modules/.bin/node, whatever the machine has; without it the server cannot start. */
export function checkServerNode() {
  let version = '';
  if (realpathOr(serverNode) === process.execPath) version = process.versions.node;
  else if (existsSync(serverNode)) {
    version = String(spawnSync(serverNode, ['-p', 'process.versions.node']).stdout || '').trim();
  } else if (Number(process.versions.node.split('.')[0]) >= SERVER_NODE_MAJOR) return; // none for this platform, none needed
  if (Number(version.split('.')[0]) >= SERVER_NODE_MAJOR) return;
  stop(
    `InnoFlow runs on Node.js ${SERVER_NODE_MAJOR}, which npm brings along for Linux, macOS and Windows on x64 and\n` +
      `for Linux and macOS on arm64. Here (${process.platform} ${process.arch}) ` +
      `${version ? `it found ${version}` : 'it is missing or does not start'}.\n` +
      'If npm was told to omit optional packages, run `npm ci --include=optional`;\n' +
      `otherwise install Node.js ${SERVER_NODE_MAJOR} or newer from https://nodejs.org and run the command again.`,
  );
}

/** `npm start` is `exec node …` so that signals reach the server; cmd.exe knows no exec. */
export function teachExecToWindows() {
  if (process.platform !== 'win32') return;
  const shim = join(modules, '.bin', 'exec.cmd');
  if (!existsSync(shim)) writeFileSync(shim, '@%*\r\n');
}
