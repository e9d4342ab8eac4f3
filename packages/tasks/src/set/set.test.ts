import { expect, test } from 'vitest';
import { pureContext } from '../testing/contexts.ts';
import { runPure } from '../testing/run-task.ts';
import { set } from './set.ts';

test('the values are the output, with their types', () => {
  const values = { total: 12.5, tags: ['a'], nothing: null };
  expect(runPure(set, { values }, pureContext())).toEqual({ outcome: 'success', output: values });
});
