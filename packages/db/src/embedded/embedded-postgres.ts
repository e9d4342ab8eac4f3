import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../logger.ts';
import { type AcquiredServer, acquireServer } from './acquire-server.ts';
import { type Cluster, prepareCluster } from './cluster.ts';
import { DATABASE, USER } from './initialize.ts';
import { isAlive, sendSignal } from './running-server.ts';
import { PORT } from './socket-directory.ts';

export interface EmbeddedPostgresOptions {
  /** The files are in its sub-directory `postgres`. */
  readonly dataDir: string;
  readonly logger?: Logger;
  /** `false` only for data that is thrown away: commits are not written through. Default true. */
  readonly durable?: boolean;
}

export interface EmbeddedAddress {
  /** For `pg`, and for `psql` as well. */
  readonly url: string;
  /** Directory of the socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

type State =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'starting'; readonly started: Promise<EmbeddedAddress> }
  | { readonly kind: 'running'; readonly cluster: Cluster; readonly server: AcquiredServer }
  | { readonly kind: 'restarting'; readonly cluster: Cluster }
  | { readonly kind: 'stopping' };

const BORROWED_CHECK = 500;
const RESTART_DELAYS = [0, 100, 500, 2_000, 5_000, 10_000] as const;
const STOP_PATIENCE = 60_000;

/**
 * A PostgreSQL server of our own on a directory of our own, reached over a socket.
 *
 *   stopped → starting → running → stopping → stopped
 *   running → restarting → running    when the server ended by itself
 *
 * 1. A server runs at most once on a data directory: PostgreSQL's own lock, read before each start.
 * 2. It runs only while a process needs it: a guard stops it when the process that started it ends.
 * 3. A process that finds it running uses it, and starts it itself when the other process has stopped it.
 * 4. A server that ends unasked is started again; connections that were open break as they do when any
 *    PostgreSQL restarts.
 */
export class EmbeddedPostgres {
  readonly #options: EmbeddedPostgresOptions;
  #state: State = { kind: 'stopped' };
  #restart: Promise<void> = Promise.resolve();
  #borrowedCheck: NodeJS.Timeout | undefined;
  #stopRequest = new AbortController();

  constructor(options: EmbeddedPostgresOptions) {
    this.#options = options;
  }

  /** Whether the server that runs now was started by this process. */
  get isOwner(): boolean {
    return this.#state.kind === 'running' && this.#state.server.kind === 'owned';
  }

  /** Resolves when the server accepts connections. Throws when it cannot be started, and says why. */
  start(): Promise<EmbeddedAddress> {
    if (this.#state.kind !== 'stopped') throw new Error('The embedded PostgreSQL is already started.');
    const started = this.#start();
    this.#state = { kind: 'starting', started };
    this.#stopRequest = new AbortController();
    return started;
  }

  async #start(): Promise<EmbeddedAddress> {
    const { dataDir, durable = true, logger } = this.#options;
    try {
      const prepared = await prepareCluster(dataDir, durable);
      const server = await acquireServer(prepared, logger);
      // Whoever restarts it uses the same socket, since the address has been given out.
      const cluster = { ...prepared, socketDirectory: server.socketDirectory };
      this.#watch(cluster, server);
      return addressOf(cluster);
    } catch (error) {
      this.#state = { kind: 'stopped' };
      throw error;
    }
  }

  /** Stops the server if this process started it, and resolves when it has ended. */
  async stop(): Promise<void> {
    if (this.#state.kind === 'starting') await this.#state.started.catch(() => undefined);
    const before = this.#state;
    if (before.kind === 'stopped' || before.kind === 'stopping') return;
    this.#state = { kind: 'stopping' };
    this.#stopRequest.abort();
    clearInterval(this.#borrowedCheck);
    await this.#restart;
    if (before.kind === 'running' && before.server.kind === 'owned') {
      await end(before.server.guard, before.server.pid);
    }
    this.#state = { kind: 'stopped' };
  }

  #watch(cluster: Cluster, server: AcquiredServer): void {
    this.#state = { kind: 'running', cluster, server };
    const ended = () => {
      clearInterval(this.#borrowedCheck);
      if (this.#state.kind === 'running' && this.#state.server === server) {
        this.#state = { kind: 'restarting', cluster };
        this.#restart = this.#startAgain(cluster);
      }
    };
    if (server.kind === 'owned') {
      if (server.guard.exitCode !== null) ended();
      else server.guard.once('exit', ended);
    } else {
      this.#borrowedCheck = setInterval(() => !isAlive(server.pid) && ended(), BORROWED_CHECK).unref();
    }
  }

  async #startAgain(cluster: Cluster): Promise<void> {
    const { logger } = this.#options;
    for (let attempt = 0; this.#state.kind === 'restarting'; attempt++) {
      logger?.warn('PostgreSQL has ended; starting it again');
      const { signal } = this.#stopRequest;
      await sleep(RESTART_DELAYS[attempt] ?? 10_000, undefined, { ref: false, signal }).catch(
        () => undefined,
      );
      if (this.#state.kind !== 'restarting') return;
      try {
        const server = await acquireServer(cluster, logger);
        // The cast widens again: stop() may have been called while we waited.
        if ((this.#state as State).kind === 'restarting') this.#watch(cluster, server);
        else if (server.kind === 'owned') await end(server.guard, server.pid);
        return;
      } catch (error) {
        logger?.error(error instanceof Error ? error.message : String(error));
      }
    }
  }
}

/** Fast shutdown through the guard; after a minute the server is told to drop everything and recover later. */
async function end(guard: ChildProcess, pid: number): Promise<void> {
  if (guard.exitCode !== null || guard.signalCode !== null) return;
  guard.ref();
  const exited = once(guard, 'exit');
  const impatience = setTimeout(() => sendSignal(pid, 'SIGQUIT'), STOP_PATIENCE);
  guard.stdio[3]?.destroy();
  await exited;
  clearTimeout(impatience);
}

function addressOf({ socketDirectory }: Cluster): EmbeddedAddress {
  const url = `postgresql://${USER}@localhost:${PORT}/${DATABASE}?host=${encodeURIComponent(socketDirectory)}&sslmode=disable`;
  return { url, host: socketDirectory, port: PORT, user: USER, database: DATABASE };
}
