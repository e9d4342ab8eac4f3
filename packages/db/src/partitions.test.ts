import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensurePartitions } from './partitions.ts';
import { createTestDatabase, type TestDatabase } from './testing.ts';
import { uuidv7 } from './uuidv7.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(() => database.drop());

const NEW_YEAR = new Date('2031-12-31T23:59:59.999Z');

async function insertRun(moment: number): Promise<string> {
  const id = uuidv7(moment);
  const [organizationId, workflowId] = [uuidv7(), uuidv7()];
  await database.kysely
    .insertInto('runs')
    .values({
      id,
      organization_id: organizationId,
      workflow_id: workflowId,
      version: 1,
      status: 'queued',
      trigger: '{}',
      trigger_type: 'manual',
    })
    .execute();
  return id;
}

async function partitionOf(id: string): Promise<string | undefined> {
  const { rows } = await database.pool.query<{ name: string }>(
    'select tableoid::regclass::text as name from runs where id = $1',
    [id],
  );
  return rows[0]?.name;
}

test('the month of the moment and the next two get partitions, once', async () => {
  const made = await ensurePartitions(database.pool, NEW_YEAR);
  expect(made).toEqual([
    'runs_2031_12',
    'runs_2032_01',
    'runs_2032_02',
    'task_runs_2031_12',
    'task_runs_2032_01',
    'task_runs_2032_02',
  ]);
  expect(await ensurePartitions(database.pool, NEW_YEAR)).toEqual([]);
});

test('a run lies in the month in which its id was made, to the millisecond', async () => {
  await ensurePartitions(database.pool, NEW_YEAR);
  const last = await insertRun(NEW_YEAR.getTime());
  const first = await insertRun(NEW_YEAR.getTime() + 1);
  expect(await partitionOf(last)).toBe('runs_2031_12');
  expect(await partitionOf(first)).toBe('runs_2032_01');
});

test('a run of a month without partition is kept by the default one and moved when its month is made', async () => {
  const id = await insertRun(NEW_YEAR.getTime());
  const later = await insertRun(Date.UTC(2040, 0, 1));
  expect(await partitionOf(id)).toBe('runs_default');
  await ensurePartitions(database.pool, NEW_YEAR);
  expect(await partitionOf(id)).toBe('runs_2031_12');
  expect(await partitionOf(later)).toBe('runs_default');
});

test('processes that make partitions at once all succeed', async () => {
  const results = await Promise.all([1, 2, 3, 4].map(() => ensurePartitions(database.pool, NEW_YEAR)));
  expect(results.flat()).toHaveLength(6);
});

test('each partition has the indexes of its parent and room for updates in place', async () => {
  await ensurePartitions(database.pool, NEW_YEAR);
  const { rows } = await database.pool.query<{ indexes: number; options: string[] }>(`
    select (select count(*) from pg_index i where i.indrelid = c.oid) as indexes, reloptions as options
    from pg_class c where relname = 'runs_2031_12'`);
  const parent = await database.pool.query("select from pg_index where indrelid = 'runs'::regclass");
  expect(rows[0]?.indexes).toBe(parent.rowCount);
  expect(rows[0]?.options).toContain('fillfactor=80');
});
