import { type ChildProcess, spawn } from 'node:child_process';
import type { ServerAccount } from './server-account.ts';

/** By this name in its command line a guard is recognized; the number of the process it reads from follows. */
export const GUARD_NAME = 'innoflow-postgres-guard';

/**
 * The guard is a shell that runs the server and reads a pipe from this process. The pipe ends when this
 * process ends, however it is killed; then the guard stops the server by a fast shutdown. SIGINT is sent
 * again each second, because a server that has only just been started may still miss it.
 */
const SCRIPT = `
"$@" < /dev/null 3<&- &
server=$!
( exec > /dev/null 2>&1; while read -r line; do :; done <&3; while kill -INT $server; do sleep 1; done ) &
watcher=$!
wait $server; code=$?
kill $watcher
exit $code
`;

export interface GuardOptions {
  readonly account: ServerAccount;
  readonly command: readonly string[];
  readonly directory: string;
  /** File descriptor that takes what the server logs. */
  readonly log: number;
}

/** Starts the server under a guard. Ending `stdio[3]` of the result, or this process, stops it. */
export function spawnGuarded({ account, command, directory, log }: GuardOptions): ChildProcess {
  const guard = spawn(
    '/bin/sh',
    ['-c', SCRIPT, `${GUARD_NAME}:${process.pid}`, ...account.prefix, ...command],
    {
      cwd: directory,
      env: serverEnvironment(),
      stdio: ['ignore', log, log, 'pipe'],
      detached: true, // of a session of its own: Ctrl+C in a terminal stops the application first, not the server
      ...account.user,
    },
  );
  // A process whose work is done ends, also when nobody called stop(); the pipe then stops the server.
  guard.unref();
  const pipe = guard.stdio[3];
  pipe?.on('error', () => undefined); // the guard has ended, which its `exit` tells
  if (pipe && 'unref' in pipe && typeof pipe.unref === 'function') pipe.unref();
  return guard;
}

/** The server needs nothing of our environment, which holds secrets. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}
