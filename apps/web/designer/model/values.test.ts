// @vitest-environment node
import { expect, test } from 'vitest';
import { viewDraft } from './draft-view.ts';
import { tasksBefore, valuesFor } from './values.ts';

const view = viewDraft({
  tasks: ['a', 'b', 'c', 'd'].map((id) => ({ id, type: 'set' })),
  transitions: [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
    { from: 'c', to: 'b' },
    { from: 'c', to: 'd' },
  ],
});

test('the tasks before a task are those that lead to it, nearest first, each once', () => {
  expect(tasksBefore(view, 'd')).toEqual(['c', 'b', 'a']);
  expect(tasksBefore(view, 'b')).toEqual(['a', 'c']);
  expect(tasksBefore(view, 'a')).toEqual([]);
});

test('the fields of the input schema are offered by their titles', () => {
  const schema = {
    type: 'object',
    properties: { amount: { type: 'number', title: 'Amount' }, 'due date': {} },
  };
  expect(valuesFor(view, new Map(), 'a', schema)[0]).toEqual({
    label: 'Input',
    values: [
      { path: 'input', label: 'The whole input' },
      { path: 'input.amount', label: 'Amount' },
      { path: 'input.`due date`', label: 'due date' },
    ],
  });
});
