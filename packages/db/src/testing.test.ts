import { expect, test } from 'vitest';
import { createTestDatabase } from './testing.ts';

test('each test database is migrated, empty and apart from the others', async () => {
  const [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  try {
    await first.kysely.insertInto('workers').values({ id: crypto.randomUUID(), name: 'w' }).execute();
    expect(await first.kysely.selectFrom('workers').select('name').execute()).toEqual([{ name: 'w' }]);
    expect(await second.kysely.selectFrom('workers').select('name').execute()).toEqual([]);
  } finally {
    await Promise.all([first.drop(), second.drop()]);
  }
});

test('a dropped test database is gone', async () => {
  const kept = await createTestDatabase();
  const dropped = await createTestDatabase();
  await dropped.drop();
  const name = new URL(dropped.url).pathname.slice(1);
  const { rowCount } = await kept.pool.query('select from pg_database where datname = $1', [name]);
  await kept.drop();
  expect(rowCount).toBe(0);
});
