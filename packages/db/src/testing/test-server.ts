import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres } from '../embedded/embedded-postgres.ts';
import { findRunningServer } from '../embedded/running-server.ts';

const PREFIX = 'innoflow-test-';
const OLD = 24 * 3_600_000;

export interface TestServer {
  /** Of an administrator, who may create databases. */
  readonly url: string;
  /** Stops it and removes its files. */
  stop(): Promise<void>;
}

/** An embedded server on throw-away files, for tests. It does not survive a power cut, so it is fast. */
export async function startTestServer(): Promise<TestServer> {
  await removeLeftovers();
  const dataDir = await mkdtemp(join(tmpdir(), PREFIX));
  const server = new EmbeddedPostgres({ dataDir, durable: false });
  const { url } = await server.start();
  return {
    url,
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Files of test runs that were killed. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const path = join(tmpdir(), name);
    const made = (await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now();
    if (Date.now() - made < OLD || (await findRunningServer(join(path, 'postgres/data')))) continue;
    await rm(path, { recursive: true, force: true });
  }
}
