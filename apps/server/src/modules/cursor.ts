import { AppError, type Page } from '@innoflow/contracts';
import type { z } from 'zod';

/** The place after the last item of a page: its sort key, opaque to callers. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The sort key of a cursor; undefined without one. Throws `validation_failed` for a cursor that this list did not give. */
export function parseCursor<S extends z.ZodType>(
  cursor: string | undefined,
  key: S,
): z.output<S> | undefined {
  if (cursor === undefined) return undefined;
  const parsed = key.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
  if (parsed.success) return parsed.data;
  const message = 'is not a cursor of this list; use the nextCursor of its last page, or leave it out';
  throw new AppError('validation_failed', {
    detail: `query.cursor: ${message}`,
    errors: [{ field: 'query.cursor', rule: 'cursor', message }],
  });
}

/** A page of `limit` items, of rows that were asked for with one more than that. */
export function pageOfRows<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  toKey: (row: Row) => readonly (string | number)[],
): Page<Item> {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(toItem),
    nextCursor: last === undefined ? null : encodeCursor(toKey(last)),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
