import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { EmbeddedPostgres } from '../embedded/embedded-postgres.ts';

const CHILD = fileURLToPath(new URL('./embedded-child.ts', import.meta.url));

/**
 * For tests of the embedded server: gives each test a data directory with a fresh cluster, stops what it
 * started and removes the files.
 */
export function useEmbeddedServers() {
  let template = '';
  let dataDir = '';
  const started: EmbeddedPostgres[] = [];

  beforeAll(async () => {
    template = await mkdtemp(join(tmpdir(), 'innoflow-test-'));
    const server = new EmbeddedPostgres({ dataDir: template });
    await server.start();
    await server.stop();
  });

  afterAll(() => rm(template, { recursive: true, force: true }));

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'innoflow-test-'));
    await cp(join(template, 'postgres'), join(dataDir, 'postgres'), { recursive: true });
  });

  afterEach(async () => {
    await Promise.all(started.splice(0).map((server) => server.stop()));
    await rm(dataDir, { recursive: true, force: true });
  });

  return {
    /** A path in the test's data directory. */
    path: (...parts: string[]) => join(dataDir, ...parts),

    /** A server that is stopped after the test. */
    create(directory = dataDir): EmbeddedPostgres {
      const server = new EmbeddedPostgres({ dataDir: directory });
      started.push(server);
      return server;
    },

    async serverPid(): Promise<number> {
      return Number.parseInt(await readFile(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8'), 10);
    },

    /** Starts `embedded-child.ts`; gives its process, the server's address and the numbers it has acknowledged. */
    async startChild() {
      const child = spawn(process.execPath, [CHILD, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
      const acknowledged: number[] = [];
      const lines = createInterface(child.stdout);
      const [first] = (await once(lines, 'line')) as [string]; // readline's one argument of this event
      lines.on('line', (line) => acknowledged.push(Number(line)));
      const { url } = JSON.parse(first) as { url: string }; // written by our script
      return { child, url, acknowledged };
    },
  };
}

/** One statement on a connection of its own. */
export async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}
