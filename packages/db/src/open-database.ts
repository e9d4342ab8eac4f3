import { Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import { EmbeddedPostgres } from './embedded/embedded-postgres.ts';
import type { Logger } from './logger.ts';
import { createPool } from './pool.ts';
import type { Database } from './schema/database.ts';
import { waitForServer } from './wait-for-server.ts';

export interface OpenDatabaseOptions {
  /** Any PostgreSQL from 15 on. Without it the embedded one is started in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  /** Connections at most. Default 10. */
  readonly maxConnections?: number;
  readonly logger?: Logger;
}

export interface OpenedDatabase {
  readonly pool: Pool;
  /** Works on the same pool. */
  readonly kysely: Kysely<Database>;
  /** For further connections; holds the password, so it is never logged. */
  readonly url: string;
  /** This process started the embedded server: until then nobody else was on the data. */
  readonly ownsServer: boolean;
  /** Ends the pool, then stops the embedded server if this process runs it. */
  close(): Promise<void>;
}

/** Connects to the database; migrating it is the caller's next step. Throws an error that says what to do. */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenedDatabase> {
  const { databaseUrl, dataDir, logger } = options;
  if (databaseUrl && !(URL.canParse(databaseUrl) && /^postgres(ql)?:/.test(databaseUrl))) {
    throw new Error(
      'DATABASE_URL is not an address: it has the form postgresql://user:password@host:5432/name.',
    );
  }
  const embedded = databaseUrl ? undefined : new EmbeddedPostgres({ dataDir, ...(logger && { logger }) });
  const url = embedded ? (await embedded.start()).url : (databaseUrl ?? '');
  const max = options.maxConnections;
  const pool = createPool({ url, ...(max && { max }), ...(logger && { logger }) });
  try {
    await waitForServer(pool, { logger });
  } catch (error) {
    await pool.end();
    await embedded?.stop();
    throw error;
  }
  return {
    pool,
    kysely: new Kysely<Database>({ dialect: new PostgresDialect({ pool }) }),
    url,
    ownsServer: embedded?.isOwner ?? false,
    async close() {
      await pool.end();
      await embedded?.stop();
    },
  };
}
