import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { until } from './until.ts';

const main = resolve(import.meta.dirname, '../../apps/server/src/main.ts');

export type ServerOptions = {
  /** Added to an environment that has nothing of this machine's settings. */
  env?: Record<string, string>;
  /** Arguments of Node itself, such as `--cpu-prof`. */
  nodeArguments?: readonly string[];
};

/**
 * The product as its user starts it: `node apps/server/src/main.ts start` in a process of its own, with a data
 * directory and a port of its own, both kept through restarts.
 *
 *   stopped → start() → running → stop() | kill9() → stopped
 */
export class InnoflowServer {
  readonly directory: string;
  readonly port: number;
  readonly url: string;
  readonly #options: ServerOptions;
  #child: ChildProcess | undefined;
  /** A test run that is given up leaves no server behind. */
  readonly #endWithUs = () => void this.#child?.kill('SIGKILL');

  private constructor(directory: string, port: number, options: ServerOptions) {
    this.directory = directory;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.#options = options;
  }

  /** A server that is not started yet, on an empty data directory. */
  static async create(options: ServerOptions = {}): Promise<InnoflowServer> {
    const directory = await mkdtemp(join(tmpdir(), 'innoflow-e2e-'));
    await mkdir(join(directory, 'data'));
    return new InnoflowServer(directory, await findFreePort(), options);
  }

  get dataDirectory(): string {
    return join(this.directory, 'data');
  }

  get pid(): number {
    if (this.#child?.pid === undefined) throw new Error('the server is not started');
    return this.#child.pid;
  }

  /** Resolves when it is ready, with the milliseconds from spawn to the first healthy answer. */
  async start(): Promise<{ healthyMs: number }> {
    if (this.#child) throw new Error('the server is started already');
    const startedAt = performance.now();
    const log = await open(join(this.directory, 'server.log'), 'a');
    const child = spawn(process.execPath, [...(this.#options.nodeArguments ?? []), main, 'start'], {
      // No `.env` lies here.
      cwd: this.directory,
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        NODE_ENV: 'production',
        PORT: String(this.port),
        INNOFLOW_DATA: this.dataDirectory,
        ...this.#options.env,
      },
      stdio: ['ignore', log.fd, log.fd],
    });
    this.#child = child;
    process.once('exit', this.#endWithUs);
    await log.close();
    try {
      await this.#answers('/healthz');
      const healthyMs = performance.now() - startedAt;
      await this.#answers('/readyz');
      return { healthyMs };
    } catch (error) {
      await this.kill9();
      throw new Error(`the server did not start:\n${(await this.readLog()).slice(-3000)}`, { cause: error });
    }
  }

  /** As an operator stops it: SIGTERM. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** As a crash ends it: SIGKILL, in the middle of whatever it does. */
  async kill9(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** What it has printed since the first start. */
  readLog(): Promise<string> {
    return readFile(join(this.directory, 'server.log'), 'utf8');
  }

  /** Stops it and removes its files. */
  async remove(): Promise<void> {
    await this.stop();
    await until('the embedded PostgreSQL to end', async () => (await this.findPostgres()) === undefined);
    await rm(this.directory, { recursive: true, force: true });
  }

  /** Process of the embedded PostgreSQL that works on the data directory; undefined when there is none alive. */
  async findPostgres(): Promise<number | undefined> {
    const file = join(this.dataDirectory, 'postgres', 'data', 'postmaster.pid');
    const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
    const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ' Z');
    return state.includes(' Z') ? undefined : pid;
  }

  async #answers(path: string): Promise<void> {
    const child = this.#child;
    const ended = () => !child || child.exitCode !== null || child.signalCode !== null;
    await until(
      `${path} to answer`,
      async () => {
        if (ended()) return true;
        const answer = await fetch(this.url + path, { signal: AbortSignal.timeout(5_000) });
        await answer.arrayBuffer();
        return answer.ok;
      },
      60_000,
      10,
    );
    if (ended()) throw new Error(`it ended with ${child?.signalCode ?? `code ${child?.exitCode}`}`);
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    process.off('exit', this.#endWithUs);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }
}

/** Creates and starts one. */
export async function startServer(options: ServerOptions = {}): Promise<InnoflowServer> {
  const server = await InnoflowServer.create(options);
  await server.start();
  return server;
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string')
    throw new Error('no address of the kind host and port');
  return address.port;
}
