/** One column of a multi-row statement: its name, the array type of its parameter, and how a row gives its value. */
export type Column<Row> = {
  name: string;
  array: 'uuid' | 'text' | 'int4' | 'float8';
  /** Cast or conversion of the unnested value `u.<name>`. */
  sql?: (value: string) => string;
  value: (row: Row) => unknown;
};

export const asJson = (value: string): string => `${value}::json`;
export const asJsonb = (value: string): string => `${value}::jsonb`;
/** Milliseconds since 1970 → timestamptz. */
export const asTime = (value: string): string => `to_timestamp(${value} / 1000.0)`;

/** JSON text of a value; undefined is stored as SQL null, JSON null as `null`. */
export function jsonText(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

/** Collects parameters and gives `unnest($1::…, $2::…) as u(a, b)` for the columns over the rows. */
export class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  unnest<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
    const arrays = columns.map((column) => `${this.add(rows.map(column.value))}::${column.array}[]`);
    return `unnest(${arrays.join(', ')}) as u(${columns.map((column) => column.name).join(', ')})`;
  }
}

export function names<Row>(columns: readonly Column<Row>[]): string {
  return columns.map((column) => column.name).join(', ');
}

export function values<Row>(columns: readonly Column<Row>[]): string {
  return columns.map((column) => (column.sql ?? identity)(`u.${column.name}`)).join(', ');
}

const identity = (value: string): string => value;
