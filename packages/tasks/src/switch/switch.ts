import { outcomeSchema } from '@innoflow/contracts';
import { z } from 'zod';
import { defineTask, type PureContext, type TaskResult } from '../define-task.ts';
import { expression } from '../fields.ts';
import { isTrue } from '../truth.ts';

const caseSchema = z.strictObject({
  when: expression().meta({
    title: 'When',
    description: 'What to check, e.g. input.label = "bug". A value that is missing counts as false.',
    examples: ['input.label = "bug"'],
  }),
  outcome: outcomeSchema.meta({
    title: 'Outcome',
    description: 'Name of the way to go when this case holds, e.g. bug.',
    examples: ['bug'],
  }),
});

const config = z.strictObject({
  cases: z.array(caseSchema).min(1).max(100).meta({
    title: 'Cases',
    description: 'Checked from the top; the first that holds decides. When none holds, the way is "default".',
  }),
});
type Cases = z.output<typeof config>['cases'];

/** The first case that holds; later ones are not evaluated. */
export const switchTask = defineTask({
  type: 'switch',
  kind: 'pure',
  title: 'Switch',
  help: 'Choose one of several ways by the first case that holds.',
  icon: 'split',
  family: 'logic',
  summary: '',
  config,
  outcomes: ['default'],
  outcomesFrom: { list: 'cases', field: 'outcome' },
  mainOutcome: null,
  expressions: ['cases[].when'],
  run: ({ cases }, context) => firstThatHolds(cases, 0, context),
});

/** Stays synchronous until a case gives a promise. */
function firstThatHolds(cases: Cases, from: number, context: PureContext): TaskResult | Promise<TaskResult> {
  for (let index = from; index < cases.length; index += 1) {
    const candidate = cases[index];
    if (!candidate) continue;
    const value = context.evaluate(candidate.when);
    if (value instanceof Promise) {
      return value.then((settled) =>
        isTrue(settled) ? taken(candidate.outcome) : firstThatHolds(cases, index + 1, context),
      );
    }
    if (isTrue(value)) return taken(candidate.outcome);
  }
  return taken('default');
}

function taken(outcome: string): TaskResult {
  return { outcome, output: { outcome } };
}
