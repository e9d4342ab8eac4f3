import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Logger } from './logger.ts';

const OLDEST = 150_000; // as server_version_num counts: 15.0

/** What a server says or does while it starts: worth waiting for, as containers start in any order. */
const STARTING = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'EAI_AGAIN', '57P01', '57P03']);

/** By SQLSTATE or by Node's error code. */
const ADVICE: Readonly<Record<string, string>> = {
  '28P01': 'check the user and the password in DATABASE_URL',
  '28000': 'the server does not let this user in: check DATABASE_URL and its pg_hba.conf',
  '3D000': 'create the database first, or correct its name in DATABASE_URL',
  '53300': 'the server has no connection left: raise its max_connections',
  ENOTFOUND: 'check the host name in DATABASE_URL',
  ENOENT: 'is the server running, and is the socket directory in DATABASE_URL right?',
  ECONNREFUSED: 'is the server running, and are host and port in DATABASE_URL right?',
};

export interface WaitOptions {
  readonly logger?: Logger | undefined;
  /** Milliseconds to wait for a server that is starting. Default 30,000. */
  readonly patience?: number;
}

/** Waits for a server that is starting; throws when it cannot be used, and says what to do. */
export async function waitForServer(
  pool: Pool,
  { logger, patience = 30_000 }: WaitOptions = {},
): Promise<void> {
  const deadline = Date.now() + patience;
  for (let attempt = 1; ; attempt++) {
    try {
      const { rows } = await pool.query<ServerVersion>(
        "select current_setting('server_version_num')::int as number, current_setting('server_version') as name",
      );
      if (rows[0]) assertSupported(rows[0]);
      return;
    } catch (error) {
      const code = codeOf(error);
      if (!STARTING.has(code) || Date.now() > deadline) throw explained(error, code);
      if (attempt === 1) logger?.info(`waiting for the database (${code})`);
      await sleep(Math.min(100 * attempt, 1000));
    }
  }
}

interface ServerVersion {
  /** `server_version_num` */
  readonly number: number;
  /** `server_version` */
  readonly name: string;
}

export function assertSupported({ number, name }: ServerVersion): void {
  if (number >= OLDEST) return;
  throw new Error(
    `The database is PostgreSQL ${name}, but 15 or newer is needed: upgrade it, or unset DATABASE_URL to ` +
      'use the embedded one.',
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function explained(error: unknown, code: string): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const advice = ADVICE[code];
  if (advice === undefined) return error;
  // An AggregateError (one failure per address) has an empty message.
  return new Error(`The database cannot be used: ${error.message || code}; ${advice}.`, { cause: error });
}
