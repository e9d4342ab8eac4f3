import { z } from 'zod';
import { defineTask, type TaskResult } from '../define-task.ts';
import { expression } from '../fields.ts';
import { isTrue } from '../truth.ts';

const config = z.strictObject({
  if: expression().meta({
    title: 'If',
    description: 'What to check, e.g. input.amount > 1000. A value that is missing counts as false.',
    examples: ['input.amount > 1000'],
  }),
});

/**
 * Whether an expression holds, by the rules of JSONata's `$boolean`. A missing value is false and not an error:
 * `input.amount > 1000` on an input without an amount is an everyday case.
 */
export const condition = defineTask({
  type: 'condition',
  kind: 'pure',
  title: 'Condition',
  help: 'Go one way when something holds, another way when it does not.',
  icon: 'git-fork',
  family: 'logic',
  summary: '{if}',
  config,
  outcomes: ['true', 'false'],
  mainOutcome: null,
  expressions: ['if'],
  run(config, context) {
    const value = context.evaluate(config.if);
    return value instanceof Promise ? value.then(decided) : decided(value);
  },
});

function decided(value: unknown): TaskResult {
  const result = isTrue(value);
  return { outcome: String(result), output: { result } };
}
