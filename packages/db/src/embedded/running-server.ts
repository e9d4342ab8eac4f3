import { execFile } from 'node:child_process';
import { readFile, readlink, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { GUARD_NAME } from './guard.ts';

const run = promisify(execFile);

export interface RunningServer {
  readonly pid: number;
  readonly socketDirectory: string;
  /** The last line of `postmaster.pid`, kept by the server itself. */
  readonly status: 'starting' | 'ready' | 'stopping';
}

/**
 * The server that works on a data directory now, by its `postmaster.pid`. A file that a killed server left
 * behind does not count, also where another program has its number by now.
 */
export async function findRunningServer(dataDirectory: string): Promise<RunningServer | undefined> {
  const content = await readFile(join(dataDirectory, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pidLine = '', , , , socketDirectory = '', , , status = ''] = content.split('\n');
  const pid = Number.parseInt(pidLine, 10);
  if (!(pid > 0) || !isAlive(pid) || !(await worksOn(pid, dataDirectory))) return undefined;
  const word = status.trim();
  return { pid, socketDirectory, status: word === 'ready' || word === 'stopping' ? word : 'starting' };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Sends the signal; a process that has ended meanwhile needs none. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** A PostgreSQL server's working directory is its data directory. In doubt the answer is yes. */
async function worksOn(pid: number, dataDirectory: string): Promise<boolean> {
  if (process.platform === 'linux') {
    const directory = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
    return directory === undefined ? isAlive(pid) : directory === (await realpath(dataDirectory));
  }
  const command = await run('ps', ['-p', String(pid), '-o', 'comm=']).catch(() => undefined);
  return command === undefined || command.stdout.includes('postgres');
}

/** The process that started this one; undefined when that cannot be told. */
export async function findParent(pid: number): Promise<number | undefined> {
  if (process.platform === 'linux') {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    const parent = /^PPid:\s*(\d+)$/m.exec(status)?.[1];
    return parent === undefined ? undefined : Number(parent);
  }
  const answer = await run('ps', ['-p', String(pid), '-o', 'ppid=']).catch(() => undefined);
  return answer && Number(answer.stdout.trim());
}

/**
 * Whether a guard would stop this server: `none`; `holding` while the process lives that needs the server; `ending`
 * when that has gone, so that the guard is about to stop the server. In doubt it is `holding`.
 */
export async function findGuard(pid: number): Promise<'none' | 'holding' | 'ending'> {
  const parent = await findParent(pid);
  if (parent === undefined) return 'holding';
  const command =
    process.platform === 'linux'
      ? await readFile(`/proc/${parent}/cmdline`, 'utf8').catch(() => undefined)
      : (await run('ps', ['-p', String(parent), '-o', 'command=']).catch(() => undefined))?.stdout;
  if (command === undefined) return 'holding';
  if (!command.includes(GUARD_NAME)) return 'none';
  const holder = Number(new RegExp(`${GUARD_NAME}:(\\d+)`).exec(command)?.[1]);
  return holder > 0 && !isAlive(holder) ? 'ending' : 'holding';
}
