import { AppError } from '@innoflow/contracts';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { encodeCursor, pageOfRows, parseCursor } from './cursor.ts';

const key = z.tuple([z.int(), z.string()]);

test('a cursor gives back the sort key it was made of', () => {
  expect(parseCursor(encodeCursor([7, 'ä']), key)).toEqual([7, 'ä']);
  expect(parseCursor(undefined, key)).toBeUndefined();
});

test.each(['', 'x', 'e30', encodeCursor(['seven', 'a']), encodeCursor([1])])(
  'the cursor "%s" of no such list is refused, naming the field',
  (cursor) => {
    let error: unknown;
    try {
      parseCursor(cursor, key);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({
      code: 'validation_failed',
      options: { errors: [{ field: 'query.cursor' }] },
    });
  },
);

test('a page has a next cursor only when there is more', () => {
  const toPage = (rows: number[]) =>
    pageOfRows(
      rows,
      2,
      (row) => row * 10,
      (row) => [row],
    );
  expect(toPage([1, 2])).toEqual({ items: [10, 20], nextCursor: null });
  expect(toPage([1, 2, 3])).toEqual({ items: [10, 20], nextCursor: encodeCursor([2]) });
});
