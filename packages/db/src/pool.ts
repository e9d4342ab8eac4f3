import pg from 'pg';
import type { Logger } from './logger.ts';

const INT8 = 20;

export interface PoolSettings {
  readonly url: string;
  /** Connections at most. Default 10. */
  readonly max?: number;
  /** Milliseconds after which PostgreSQL ends a statement; 0 means never. Default 60,000. */
  readonly statementTimeout?: number;
  readonly logger?: Logger;
}

/**
 * A pool with our settings and type parsers. `int8` is read as a number: every one of ours is a count, a
 * sequence number or a size, far below 2^53. `timestamptz` is read as `Date` and `json` as its value, as
 * `pg` does by itself. The parsers are the pool's own; `pg`'s global ones stay as they are.
 */
export function createPool({ url, max = 10, statementTimeout = 60_000, logger }: PoolSettings): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: 'innoflow',
    statement_timeout: statementTimeout,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    types: {
      // The cast: pg's type for this function is overloaded by format, and its callers pass either.
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        oid === INT8 && format !== 'binary'
          ? Number
          : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  });
  // A client in use that breaks fails its query, and may emit `error` once more afterwards (EPIPE on a write that was
  // on its way); nobody listens then, and that would end the process. The failed query has told whoever has to know.
  pool.on('connect', (client) => client.on('error', () => undefined));
  // Without a listener a connection that breaks while idle would end the process; the pool replaces it.
  pool.on('error', (error) => logger?.warn(`an idle database connection broke: ${error.message}`));
  return pool;
}
