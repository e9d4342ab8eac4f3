import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from './testing.ts';
import { uuidv7 } from './uuidv7.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

test('counts are numbers, timestamps are dates, and json is its value', async () => {
  const { rows } = await database.pool.query(
    `select 8::int8 as count, '2026-11-23T10:00:00.123Z'::timestamptz as at, '{"a":[1]}'::json as json`,
  );
  expect(rows).toEqual([{ count: 8, at: new Date('2026-11-23T10:00:00.123Z'), json: { a: [1] } }]);
});

test('a payload comes back as it went in, also with a null character and keys out of order', async () => {
  const payload = JSON.stringify({ z: 'a\u0000b', a: [null, 'ü', 1e21], m: {} });
  const id = uuidv7();
  await database.kysely
    .insertInto('signals')
    .values({ id, organization_id: uuidv7(), run_id: uuidv7(), name: 'paid', payload })
    .execute();
  const { rows } = await database.pool.query<{ text: string }>('select payload::text as text from signals');
  expect(rows[0]?.text).toBe(payload);
  const row = await database.kysely.selectFrom('signals').select('payload').executeTakeFirstOrThrow();
  expect(row.payload).toEqual(JSON.parse(payload));
});

test('a statement that runs too long is ended, and a connection that breaks while idle is replaced', async () => {
  const { pool } = database;
  const client = await pool.connect();
  await client.query("set statement_timeout = '50ms'");
  await expect(client.query('select pg_sleep(30)')).rejects.toMatchObject({ code: '57014' });
  client.release();
  const { rows } = await pool.query<{ name: string }>('select current_setting($1) as name', [
    'application_name',
  ]);
  expect(rows[0]?.name).toBe('innoflow');
  await pool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await expect(pool.query('select 1')).resolves.toMatchObject({ rowCount: 1 });
});

test('an error of a connection in use, after its query has failed, does not end the process', async () => {
  const client = await database.pool.connect();
  expect(() => client.emit('error', new Error('write EPIPE'))).not.toThrow();
  client.release(true);
  expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});
