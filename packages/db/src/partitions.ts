import type { Pool, PoolClient } from 'pg';
import { uuidv7Floor } from './uuidv7.ts';

/** Partitioned tables and the column of the run's id. */
const PARTITIONED = { runs: 'id', task_runs: 'run_id' } as const;
const MONTHS_AHEAD = 2;
/** Key of the advisory lock that makes processes take turns. Arbitrary, ours. */
const LOCK_KEY = 7_265_918_001;

/**
 * fillfactor 80 leaves room for HOT updates: a run is updated several times in its life. Autovacuum comes
 * at 2 % of dead rows instead of 20 %: a month's partition is large, and its tail is what is read.
 */
const STORAGE =
  'fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.1, ' +
  'autovacuum_analyze_scale_factor = 0.05';

/**
 * Makes the partitions of `runs` and `task_runs` for the month of `now` (UTC) and the next two. Call after
 * migrating and once a day. Idempotent; processes that race take turns. Rows that had fallen into the
 * default partition meanwhile are moved. Gives the names of the partitions it made.
 */
export async function ensurePartitions(pool: Pool, now: Date): Promise<string[]> {
  const wanted = Object.entries(PARTITIONED).flatMap(([table, column]) =>
    Array.from({ length: MONTHS_AHEAD + 1 }, (_, ahead) => partition(table, column, now, ahead)),
  );
  if ((await findMissing(pool, wanted)).length === 0) return [];
  const client = await pool.connect();
  try {
    await client.query('begin');
    // Waits for a long query on the default partition no longer than that: the caller tries again later,
    // and the default partition keeps what comes meanwhile.
    await client.query("set local lock_timeout = '10s'");
    await client.query('select pg_advisory_xact_lock($1)', [LOCK_KEY]);
    const missing = await findMissing(client, wanted);
    for (const each of missing) await createPartition(client, each);
    await client.query('commit');
    return missing.map(({ name }) => name);
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

interface Partition {
  readonly table: string;
  readonly column: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

function partition(table: string, column: string, now: Date, ahead: number): Partition {
  const start = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));
  const end = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1));
  const name = `${table}_${start.toISOString().slice(0, 7).replace('-', '_')}`;
  return { table, column, name, from: uuidv7Floor(start), to: uuidv7Floor(end) };
}

async function findMissing(db: Pool | PoolClient, wanted: readonly Partition[]): Promise<Partition[]> {
  // Not to_regclass(): it may answer from a cache that another process's commit has not reached yet.
  const { rows } = await db.query<{ name: string }>(
    'select relname as name from pg_class where relname = any($1) and relnamespace = current_schema()::regnamespace',
    [wanted.map(({ name }) => name)],
  );
  const present = new Set(rows.map(({ name }) => name));
  return wanted.filter(({ name }) => !present.has(name));
}

/** Built beside the parent and then attached: that blocks no reader or writer of other partitions. */
async function createPartition(
  client: PoolClient,
  { table, column, name, from, to }: Partition,
): Promise<void> {
  // Names and bounds are made above from constants and a date; none comes from outside.
  const range = `${column} >= '${from}' and ${column} < '${to}'`;
  await client.query(`
    lock table ${table} in share update exclusive mode;
    create table ${name} (like ${table} including defaults including storage) with (${STORAGE});
    lock table ${table}_default in access exclusive mode;
    with moved as (delete from ${table}_default where ${range} returning *)
      insert into ${name} select * from moved;
    alter table ${table} attach partition ${name} for values from ('${from}') to ('${to}');
  `);
}
