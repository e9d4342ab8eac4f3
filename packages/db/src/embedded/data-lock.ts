import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ServerAccount } from './server-account.ts';

const run = promisify(execFile);

/** What `flock` exits with when another holds the lock. */
export const LOCKED = 75;

/**
 * PostgreSQL's own lock is a process id in a file. Between containers that share a volume such ids mean
 * nothing: each would take the other's file for a dead server's, and two servers on the same files destroy
 * them. A kernel lock holds across containers. It is taken before the server becomes the same process and
 * inherited by its children, so it is free exactly when all of them have ended. Under it a `postmaster.pid`
 * cannot be anybody's and is removed: a container gives the same numbers after each start, and PostgreSQL
 * would believe that it runs.
 *
 * Gives the start of a command that runs the rest under the lock; nothing where the system has no `flock`
 * (macOS).
 */
export async function lockPrefix(
  lockFile: string,
  pidFile: string,
  account: ServerAccount,
): Promise<string[]> {
  const flock = ['flock', '--nonblock', '--no-fork', '--conflict-exit-code', String(LOCKED), lockFile];
  // Started by env, which finds the first word on the PATH whether or not there is a prefix.
  const available = await run('env', [...account.prefix, ...flock, 'true'], {
    cwd: '/',
    ...account.user,
  }).then(
    () => true,
    (error: { code?: unknown }) => error.code === LOCKED,
  );
  return available ? [...flock, 'sh', '-c', 'rm -f "$0"; exec "$@"', pidFile] : [];
}
