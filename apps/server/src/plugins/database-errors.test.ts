import { createPool } from '@innoflow/db';
import { createTestDatabase, type TestDatabase } from '@innoflow/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseErrorOf } from './database-errors.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

test('a database that is not there, or goes away, is unavailable', async () => {
  const absent = createPool({ url: 'postgres://127.0.0.1:1/none' });
  const refused = await failure(absent.query('select 1'));
  expect(databaseErrorOf(refused)).toMatchObject({ code: 'database_unavailable' });
  expect(databaseErrorOf(new Error('could not commit', { cause: refused }))?.code).toBe(
    'database_unavailable',
  );

  const client = await database.pool.connect();
  client.on('error', () => undefined);
  const killed = await failure(client.query('select pg_terminate_backend(pg_backend_pid())'));
  client.release(true);
  expect(databaseErrorOf(killed)?.code).toBe('database_unavailable');
});

test('text with U+0000 is a mistake of the caller', async () => {
  const error = await failure(database.pool.query('select $1::text', ['a\u0000b']));
  expect(databaseErrorOf(error)).toMatchObject({ code: 'validation_failed' });
});

test('a wrong statement is neither', async () => {
  expect(databaseErrorOf(await failure(database.pool.query('select nothing from nowhere')))).toBeUndefined();
  expect(databaseErrorOf(new Error('anything'))).toBeUndefined();
  expect(databaseErrorOf('text')).toBeUndefined();
});
