import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { migrate } from '../migrate.ts';
import { migrations } from '../migrations/list.ts';
import { ensurePartitions } from '../partitions.ts';
import { createPool } from '../pool.ts';

/** Key of the advisory lock under which the template is made. Arbitrary, ours. */
const LOCK_KEY = 7_265_918_002;

/**
 * Name of a migrated database on the server that is copied for each test; made by whoever comes first, and
 * found again by later test runs until a migration changes or a month passes.
 */
export async function ensureTemplate(admin: Pool, serverUrl: string): Promise<string> {
  const now = new Date();
  const parts = Object.entries(migrations).map(([name, { up }]) => `${name}\n${up.toString()}`);
  parts.push(now.toISOString().slice(0, 7), String(ensurePartitions));
  const name = `innoflow_template_${createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16)}`;
  if (await isFinished(admin, name)) return name;

  const client = await admin.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY]);
    if (await isFinished(admin, name)) return name;
    await client.query(`drop database if exists ${name}`); // what a killed test run left half done
    await client.query(`create database ${name}`);
    const pool = createPool({ url: urlOf(serverUrl, name) });
    try {
      await migrate(pool);
      await ensurePartitions(pool, now);
    } finally {
      await pool.end();
    }
    // Nobody may connect from now on: PostgreSQL copies no database that is in use.
    await client.query(`alter database ${name} with allow_connections false is_template true`);
    return name;
  } finally {
    client.release(true); // ends the session, and with it the lock
  }
}

async function isFinished(admin: Pool, name: string): Promise<boolean> {
  const { rowCount } = await admin.query('select from pg_database where datname = $1 and datistemplate', [
    name,
  ]);
  return rowCount === 1;
}

/** The same server, another database. */
export function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}
