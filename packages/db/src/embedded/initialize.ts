import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { serverEnvironment } from './guard.ts';
import { isAlive } from './running-server.ts';
import type { ServerAccount } from './server-account.ts';

export const DATABASE = 'innoflow';
export const USER = 'innoflow';

const UNFINISHED = 'data.new-';
const OLD = 10 * 60_000;

export interface InitializeOptions {
  readonly account: ServerAccount;
  readonly binaries: string;
  /** Holds `data`, which is made here. */
  readonly directory: string;
  readonly durable: boolean;
}

/**
 * Makes the cluster with its one database, if there is none. Built beside its place and renamed, so that a
 * process that is killed meanwhile leaves no half of one, and of two that race one wins.
 *
 * Text sorts by code point and its case follows Unicode, on any machine alike: an upgrade of the operating
 * system cannot break an index.
 */
export async function initialize({
  account,
  binaries,
  directory,
  durable,
}: InitializeOptions): Promise<void> {
  const data = join(directory, 'data');
  if (existsSync(join(data, 'PG_VERSION'))) return;
  await removeUnfinished(directory);
  const unfinished = join(directory, `${UNFINISHED}${process.pid}-${randomUUID().slice(0, 8)}`);
  const initdb = [join(binaries, 'bin/initdb'), '-D', unfinished, '-U', USER, '-E', 'UTF8', '--no-locale'];
  initdb.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions');
  // Whoever reaches the socket may come in: its directory is open to the server's owner alone.
  initdb.push('--auth-local=trust', '--auth-host=reject', ...(durable ? [] : ['--no-sync']));
  await execute(initdb, '', { account, directory });
  const single = [
    join(binaries, 'bin/postgres'),
    '--single',
    '-D',
    unfinished,
    ...(durable ? [] : ['-F']),
    'postgres',
  ];
  await execute(single, `create database ${DATABASE}\n`, { account, directory });
  await rename(unfinished, data).catch(async (error: Error) => {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(join(data, 'PG_VERSION'))) throw error;
  });
}

/** What killed processes left. A process id may be another's by now, so what is old goes in any case. */
async function removeUnfinished(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (!name.startsWith(UNFINISHED)) continue;
    const path = join(directory, name);
    const pid = Number.parseInt(name.slice(UNFINISHED.length), 10);
    const age = Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? 0);
    if (!isAlive(pid) || age > OLD) await rm(path, { recursive: true, force: true });
  }
}

async function execute(
  command: readonly string[],
  input: string,
  { account, directory }: { account: ServerAccount; directory: string },
): Promise<void> {
  const [file = '', ...args] = [...account.prefix, ...command];
  const child: ChildProcess = spawn(file, args, {
    cwd: directory,
    env: serverEnvironment(),
    ...account.user,
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stdin?.on('error', () => undefined); // it ended before it read; its exit code tells
  child.stdin?.end(input);
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  if (code !== 0 || /\b(FATAL|PANIC|ERROR):/.test(output)) {
    throw new Error(
      `The embedded PostgreSQL could not be set up in ${directory}: ${output.trim().slice(-2000)}`,
    );
  }
}
