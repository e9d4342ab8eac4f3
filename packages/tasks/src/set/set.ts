import { z } from 'zod';
import { defineTask } from '../define-task.ts';

const config = z.strictObject({
  values: z.record(z.string(), z.unknown()).meta({
    title: 'Values',
    description: 'Names and values that later tasks can use, e.g. total = {{ input.price * input.count }}.',
    examples: [{ total: '{{ input.price * input.count }}' }],
    widget: 'keyValue',
  }),
});

export const set = defineTask({
  type: 'set',
  kind: 'pure',
  title: 'Set values',
  help: 'Keep values under names of your own for the tasks that follow.',
  icon: 'braces',
  family: 'data',
  summary: '',
  config,
  outcomes: ['success'],
  mainOutcome: 'success',
  run: ({ values }) => ({ outcome: 'success', output: values }),
});
