import type { ColumnType } from 'kysely';

/**
 * A column as runtime data. Kysely's types are derived from it (`TableTypes`), and `catalog.test.ts` holds
 * it against the migrated database, so that types, code and catalog cannot drift apart.
 */
export interface Column<Select = unknown, Insert = unknown> {
  /** The type's name as `format_type()` of PostgreSQL gives it. */
  readonly sqlType: string;
  readonly nullable: boolean;
  readonly hasDefault: boolean;
  /** Carries the types only; never set. */
  readonly types?: ColumnType<Select, Insert, Exclude<Insert, undefined>>;
}

export type TableColumns = Readonly<Record<string, Column>>;

export type TableTypes<Columns extends TableColumns> = {
  [Name in keyof Columns]: Columns[Name] extends Column<infer Select, infer Insert>
    ? ColumnType<Select, Insert, Exclude<Insert, undefined>>
    : never;
};

function column<Select, Insert = Select>(sqlType: string): Column<Select, Insert> {
  return { sqlType, nullable: false, hasDefault: false };
}

export const uuid = (): Column<string, string> => column('uuid');
export const text = <Value extends string = string>(): Column<Value, Value> => column('text');
export const textArray = (): Column<string[], readonly string[]> => column('text[]');
export const integer = (): Column<number, number> => column('integer');
export const smallintArray = (): Column<number[], readonly number[]> => column('smallint[]');
export const boolean = (): Column<boolean, boolean> => column('boolean');
export const timestamp = (): Column<Date, Date> => column('timestamp with time zone');
export const bytes = (): Column<Buffer, Uint8Array> => column('bytea');

/**
 * Payloads are `json`, not `jsonb`, on purpose: a row costs no parsing into a tree when it is written, the
 * order of keys and repeated whitespace stay as they came, and the escape \u0000, which jsonb refuses, is
 * kept. Nothing queries inside a payload.
 *
 * Read as a parsed value; written as JSON text (`JSON.stringify(value)`): given an array, `pg` would send a
 * PostgreSQL array, and given a string it would send it unquoted.
 */
export const json = (): Column<unknown, string> => column('json');
/** For what is queried from inside; read and written as `json` is. */
export const jsonb = (): Column<unknown, string> => column('jsonb');

export function nullable<Select, Insert>(base: Column<Select, Insert>): Column<Select | null, Insert | null> {
  return { sqlType: base.sqlType, nullable: true, hasDefault: base.hasDefault };
}

/** The database fills the column when an insert leaves it out. */
export function defaulted<Select, Insert>(base: Column<Select, Insert>): Column<Select, Insert | undefined> {
  return { sqlType: base.sqlType, nullable: base.nullable, hasDefault: true };
}
