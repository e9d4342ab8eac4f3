import { Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import { createPool } from './pool.ts';
import type { Database } from './schema/database.ts';
import { ensureTemplate, urlOf } from './testing/template.ts';
import { startTestServer, type TestServer } from './testing/test-server.ts';
import { uuidv7 } from './uuidv7.ts';

export { startTestServer, type TestServer } from './testing/test-server.ts';

export interface TestDatabase {
  readonly pool: Pool;
  readonly kysely: Kysely<Database>;
  readonly url: string;
  /** Ends the pool and removes the database, with whatever is still connected to it. */
  drop(): Promise<void>;
}

/**
 * A migrated, empty database of the test's own, copied from a template. The server is
 * `TEST_DATABASE_URL`, or the one of vitest's globalSetup (`testing/global-setup.ts`), or, outside vitest,
 * an embedded one that lives as long as there are test databases of this process.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await useServer();
  const admin = createPool({ url: server.url, max: 2 });
  try {
    const template = await ensureTemplate(admin, server.url);
    const name = `innoflow_test_${uuidv7().replaceAll('-', '')}`;
    await admin.query(`create database ${name} template ${template}`);
    const url = urlOf(server.url, name);
    const pool = createPool({ url });
    return {
      pool,
      kysely: new Kysely<Database>({ dialect: new PostgresDialect({ pool }) }),
      url,
      async drop() {
        await pool.end();
        await admin.query(`drop database if exists ${name} with (force)`);
        await admin.end();
        await server.release();
      },
    };
  } catch (error) {
    await admin.end();
    await server.release();
    throw error;
  }
}

/** The one embedded server of a process outside vitest, and how many test databases it has. */
let shared: { readonly server: Promise<TestServer>; users: number } | undefined;

async function useServer(): Promise<{ url: string; release(): Promise<void> }> {
  const url = process.env['TEST_DATABASE_URL'] || (await findVitestServer());
  if (url) return { url, release: async () => undefined };
  shared ??= { server: startTestServer(), users: 0 };
  const mine = shared;
  mine.users += 1;
  return {
    url: (await mine.server).url,
    async release() {
      mine.users -= 1;
      if (mine.users > 0) return;
      if (shared === mine) shared = undefined;
      await (await mine.server).stop();
    },
  };
}

async function findVitestServer(): Promise<string | undefined> {
  if (!process.env['VITEST']) return undefined;
  const { inject } = await import('vitest');
  return inject('innoflowDatabaseUrl');
}
