// @vitest-environment node
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffLines, foldDiff } from './line-diff.ts';

test('the lines that were kept or removed give the old text, those kept or added the new one', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 })
    .map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after);
      const without = (kind: string) => lines.filter((line) => line.kind !== kind).map((line) => line.text);
      expect(without('added').join('\n')).toBe(before);
      expect(without('removed').join('\n')).toBe(after);
    }),
  );
});

test('equal stretches are folded, with three lines kept around each change', () => {
  const before = Array.from({ length: 20 }, (_, index) => `line ${index}`).join('\n');
  const parts = foldDiff(diffLines(before, before.replace('line 10', 'changed')));
  expect(parts.map((part) => (part.kind === 'gap' ? part.count : part.lines.length))).toEqual([7, 8, 6]);
});
