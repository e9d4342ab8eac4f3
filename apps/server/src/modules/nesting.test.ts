import { expect, test } from 'vitest';
import { nestsDeeper } from './nesting.ts';

test('what is nested as deep as allowed passes, one level more does not', () => {
  expect(nestsDeeper([[{ a: 1 }]], 3)).toBe(false);
  expect(nestsDeeper([[{ a: [] }]], 3)).toBe(true);
  expect(nestsDeeper('text', 0)).toBe(false);
});

test('a value nested a million levels deep is told without running out of stack', () => {
  const deep: unknown = JSON.parse('['.repeat(1_000_000) + ']'.repeat(1_000_000));
  expect(nestsDeeper(deep, 200)).toBe(true);
});
