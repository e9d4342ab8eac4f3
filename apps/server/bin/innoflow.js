#!/usr/bin/env node
// Runs the command line on Node 24 or newer: this one when it is, else the one that npm installed with the product.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const isNew = Number(process.versions.node.split('.')[0]) >= 24;

if (isNew) {
  await import(main);
} else {
  const node = findNode(dirname(main));
  if (node === undefined) {
    console.error(
      `innoflow needs Node 24 or newer, this is ${process.versions.node}. Run "npm ci" first, or use a newer Node.`,
    );
    process.exit(1);
  }
  const { status, signal } = spawnSync(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exit(status ?? (signal ? 1 : 0));
}

/** The nearest node_modules/.bin/node upwards. */
function findNode(folder) {
  const name = process.platform === 'win32' ? 'node.cmd' : 'node';
  const candidate = join(folder, 'node_modules', '.bin', name);
  if (existsSync(candidate)) return candidate;
  const parent = dirname(folder);
  return parent === folder ? undefined : findNode(parent);
}
