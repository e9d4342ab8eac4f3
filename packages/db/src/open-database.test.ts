import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import { openDatabase } from './open-database.ts';
import { createPool } from './pool.ts';
import { createTestDatabase } from './testing.ts';
import { assertSupported, waitForServer } from './wait-for-server.ts';

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'innoflow-open-'));
});

afterEach(() => rm(dataDir, { recursive: true, force: true }));

test('without DATABASE_URL the embedded server is used, and what was written is there after reopening', async () => {
  for (const round of [1, 2]) {
    const database = await openDatabase({ dataDir, databaseUrl: '' });
    await migrate(database.pool);
    await database.kysely
      .insertInto('workers')
      .values({ id: crypto.randomUUID(), name: `w${round}` })
      .execute();
    const workers = await database.kysely.selectFrom('workers').select('name').orderBy('name').execute();
    expect(workers).toHaveLength(round);
    await database.close();
  }
});

test('of two on the same data the first owns the server', async () => {
  const first = await openDatabase({ dataDir });
  const second = await openDatabase({ dataDir });
  expect([first.ownsServer, second.ownsServer]).toEqual([true, false]);
  await second.close();
  await first.close();
});

test('with DATABASE_URL that server is used', async () => {
  const given = await createTestDatabase();
  const database = await openDatabase({ dataDir, databaseUrl: given.url });
  expect(database.url).toBe(given.url);
  expect(database.ownsServer).toBe(false);
  expect(await database.kysely.selectFrom('runs').select('id').execute()).toEqual([]);
  await database.close();
  await given.drop();
});

test('a database that does not exist is reported with what to do', async () => {
  const given = await createTestDatabase();
  const url = new URL(given.url);
  url.pathname = '/nowhere';
  await expect(openDatabase({ dataDir, databaseUrl: url.href })).rejects.toThrow(
    /"nowhere".*create the database first/,
  );
  await given.drop();
});

test('an address that is no URL is refused without repeating it, as it may hold a password', async () => {
  const error: unknown = await openDatabase({ dataDir, databaseUrl: 'user:secret@host' }).catch(
    (reason: unknown) => reason,
  );
  expect(String(error)).toMatch(/DATABASE_URL.*postgresql:\/\//);
  expect(JSON.stringify(error) + String(error)).not.toContain('secret');
});

test('a server that does not answer is waited for and then reported with what to do', async () => {
  const listener = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => listener.once('listening', resolve));
  const address = listener.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  await new Promise((resolve) => listener.close(resolve)); // now nobody listens there
  const pool = createPool({ url: `postgresql://somebody@127.0.0.1:${port}/innoflow` });
  const logged: string[] = [];
  const logger = { info: (text: string) => logged.push(text), warn: () => undefined, error: () => undefined };
  await expect(waitForServer(pool, { logger, patience: 200 })).rejects.toThrow(/is the server running/);
  expect(logged).toEqual(['waiting for the database (ECONNREFUSED)']);
  await pool.end();
});

test('PostgreSQL 14 is refused and 15 accepted', () => {
  expect(() => assertSupported({ number: 140_011, name: '14.11' })).toThrow(
    'PostgreSQL 14.11, but 15 or newer',
  );
  expect(() => assertSupported({ number: 150_000, name: '15.0' })).not.toThrow();
});
