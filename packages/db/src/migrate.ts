import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Pool, PoolClient } from 'pg';
import { migrations } from './migrations/list.ts';

/**
 * Brings the database to the newest schema; does nothing when it is there. Processes that start together
 * take turns by an advisory lock. All pending migrations run in one transaction. Gives the names of those
 * that ran.
 */
export async function migrate(pool: Pool): Promise<string[]> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    // Waiting for another process or building a large index may take longer than the pool allows.
    await client.query('set statement_timeout = 0');
    const migrator = new Migrator({
      db: new Kysely<unknown>({ dialect: new PostgresDialect({ pool: poolOfOne(client) }) }),
      provider: { getMigrations: async () => ({ ...migrations }) },
    });
    const { error, results } = await migrator.migrateToLatest();
    if (error !== undefined) {
      const name = results?.find((result) => result.status === 'Error')?.migrationName ?? 'before the first';
      throw new Error(`migration failed (${name}); the database is unchanged`, { cause: error });
    }
    return results?.map((result) => result.migrationName) ?? [];
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    throw failure;
  } finally {
    // The connection is given up, because its timeout was changed.
    client.release(failure ?? true);
  }
}

/** Kysely's migrator takes connections from a pool, one after the other; each time it gets this client. */
function poolOfOne(client: PoolClient): PostgresPool {
  const lent: PostgresPoolClient = {
    query: client.query.bind(client),
    release: () => undefined,
  };
  return { connect: async () => lent, end: async () => undefined, options: {} };
}
