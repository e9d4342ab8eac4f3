import type { ChildProcess } from 'node:child_process';
import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../logger.ts';
import type { Cluster } from './cluster.ts';
import { LOCKED } from './data-lock.ts';
import { spawnGuarded } from './guard.ts';
import { findGuard, findParent, findRunningServer, isAlive, sendSignal } from './running-server.ts';
import { serverArguments } from './server-settings.ts';

/** A server that accepts connections: started by us, or by another process on the same data. */
export type AcquiredServer =
  | {
      readonly kind: 'owned';
      readonly guard: ChildProcess;
      readonly pid: number;
      readonly socketDirectory: string;
    }
  | { readonly kind: 'borrowed'; readonly pid: number; readonly socketDirectory: string };

const POLL = 10;
/** How long to wait for another's lock: a container that is being replaced has 30 s to end. */
const LOCK_PATIENCE = 45_000;
const LOG_LIMIT = 8 * 1024 * 1024;

/** Starts a server, or takes the one that runs. Waits for one that is stopping or recovering. */
export async function acquireServer(cluster: Cluster, logger?: Logger): Promise<AcquiredServer> {
  const deadline = Date.now() + LOCK_PATIENCE;
  for (let attempt = 1; ; attempt++) {
    const borrowed = await borrow(cluster, logger);
    if (borrowed) return borrowed;
    const { guard, readLog } = await spawnServer(cluster);
    const pid = await waitUntilReady(guard, cluster, logger);
    if (pid !== undefined) return { kind: 'owned', guard, pid, socketDirectory: cluster.socketDirectory };
    const said = await readLog();
    // Another process was faster, or the last server's children are still ending, or another container has it.
    const inUse = guard.exitCode === LOCKED || /lock file ".*" already exists|still in use/.test(said);
    if (!inUse) throw new Error(`The embedded PostgreSQL does not start (${cluster.directory}): ${said}`);
    if (Date.now() > deadline) {
      throw new Error(
        `Another process, perhaps in another container, uses ${cluster.directory}: stop it, choose another ` +
          'data directory, or give both a server of their own by DATABASE_URL.',
      );
    }
    if (attempt === 20) logger?.info(`waiting for another process to release ${cluster.directory}`);
    await sleep(100);
  }
}

async function spawnServer(
  cluster: Cluster,
): Promise<{ guard: ChildProcess; readLog: () => Promise<string> }> {
  const path = join(cluster.directory, 'server.log');
  const log = await open(path, (await sizeOf(path)) > LOG_LIMIT ? 'w' : 'a');
  const start = await sizeOf(path);
  const command = [
    ...cluster.program,
    ...serverArguments(cluster.data, cluster.socketDirectory, cluster.durable),
  ];
  const guard = spawnGuarded({
    account: cluster.account,
    command,
    directory: cluster.directory,
    log: log.fd,
  });
  let failure = '';
  guard.once('error', (error) => (failure = error.message));
  await log.close();
  const readLog = async () =>
    failure || (await readFile(path)).subarray(start).toString().trim().slice(-2000);
  return { guard, readLog };
}

async function borrow(cluster: Cluster, logger?: Logger): Promise<AcquiredServer | undefined> {
  for (let confirmed = false; ; ) {
    const server = await findRunningServer(cluster.data);
    if (!server) return undefined;
    const guard = await findGuard(server.pid);
    if (guard === 'none') {
      logger?.warn(`stopping a PostgreSQL without guard (process ${server.pid}) before starting it anew`);
      sendSignal(server.pid, 'SIGINT');
      while (isAlive(server.pid)) await sleep(POLL);
    } else if (guard === 'holding' && server.status === 'ready' && confirmed) {
      logger?.info(`using the PostgreSQL that another process runs on ${cluster.data}`);
      return { kind: 'borrowed', pid: server.pid, socketDirectory: server.socketDirectory };
    } else {
      // Where the other process has just been killed, its server is about to stop: it is looked at twice, because
      // a process that only begins to end is still alive at first.
      confirmed = guard === 'holding' && server.status === 'ready';
      await sleep(confirmed ? 50 : POLL);
    }
  }
}

/** The server's process id once it accepts connections; undefined when it has ended instead. */
async function waitUntilReady(
  guard: ChildProcess,
  cluster: Cluster,
  logger?: Logger,
): Promise<number | undefined> {
  for (
    let waited = 0;
    guard.pid !== undefined && guard.exitCode === null && guard.signalCode === null;
    waited += POLL
  ) {
    const server = await findRunningServer(cluster.data);
    if (server?.status === 'ready' && (await findParent(server.pid)) === guard.pid) return server.pid;
    if (waited > 0 && waited % 10_000 === 0) logger?.info('PostgreSQL is recovering after a crash');
    await sleep(POLL);
  }
  return undefined;
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
