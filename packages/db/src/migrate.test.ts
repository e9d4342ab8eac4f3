import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import { tables } from './schema/database.ts';
import { createTestDatabase, type TestDatabase } from './testing.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

interface CatalogColumn {
  table: string;
  name: string;
  sqlType: string;
  nullable: boolean;
  hasDefault: boolean;
}

test('the migrated catalog has exactly the tables and columns of the schema in code', async () => {
  const { rows } = await database.pool.query<CatalogColumn>(`
    select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as "sqlType",
      not a.attnotnull as nullable, a.atthasdef as "hasDefault"
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attnum > 0 and not a.attisdropped and c.relname not like 'kysely_%'`);
  const inCode = Object.entries(tables).flatMap(([table, columns]) =>
    Object.entries(columns).map(([name, { sqlType, nullable, hasDefault }]) => ({
      table,
      name,
      sqlType,
      nullable,
      hasDefault,
    })),
  );
  const key = ({ table, name }: CatalogColumn) => `${table}.${name}`;
  const sorted = (columns: CatalogColumn[]) => columns.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  expect(sorted(rows)).toEqual(sorted(inCode));
});

test('every table of a tenant carries organization_id', () => {
  const ofNoTenant = [
    'users',
    'sessions',
    'accounts',
    'verifications',
    'two_factors',
    'organizations',
    'workers',
  ];
  const without = Object.entries(tables).filter(([, columns]) => !('organization_id' in columns));
  expect(without.map(([name]) => name).toSorted()).toEqual(ofNoTenant.toSorted());
});

test('processes that migrate an empty database at once all succeed, and one of them does the work', async () => {
  const { pool } = database;
  await pool.query('drop schema public cascade; create schema public');
  const results = await Promise.all([migrate(pool), migrate(pool), migrate(pool)]);
  expect(results.filter((names) => names.length > 0)).toHaveLength(1);
  expect(await migrate(pool)).toEqual([]);
});

test('a database that a newer release has migrated is refused and left as it is', async () => {
  const { pool } = database;
  await pool.query("insert into kysely_migration (name, timestamp) values ('9999-of-the-future', '')");
  await expect(migrate(pool)).rejects.toThrow('the database is unchanged');
});
