import { expect, test } from 'vitest';
import { assertRevision, etagOf, parseIfMatch } from './if-match.ts';

test.each([
  [undefined, undefined],
  ['*', undefined],
  ['"3"', [3]],
  ['W/"3"', [3]],
  ['"3", "4"', [3, 4]],
  ['3', []],
  ['"x"', []],
])('If-Match %s accepts the revisions %j', (header, revisions) => {
  expect(parseIfMatch(header)).toEqual(revisions);
});

test('a revision that is not accepted is a draft_conflict which says the current one', () => {
  expect(() => assertRevision(4, [3])).toThrow(
    expect.objectContaining({
      code: 'draft_conflict',
      options: expect.objectContaining({ extra: { draftRevision: 4 } }),
    }),
  );
  expect(() => assertRevision(4, parseIfMatch(etagOf(4)))).not.toThrow();
});
