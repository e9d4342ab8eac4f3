import { outcomeSchema } from '@innoflow/contracts';
import { z } from 'zod';
import { defineTask } from '../define-task.ts';

const config = z.strictObject({
  outcome: outcomeSchema.optional().meta({
    title: 'Outcome',
    description: 'A word for how it ended, e.g. refunded.',
    examples: ['refunded'],
  }),
  terminate: z.boolean().default(false).meta({
    title: 'End the whole run',
    description: 'On: everything else that still runs or waits in this run is stopped too.',
  }),
});

export const end = defineTask({
  type: 'end',
  kind: 'end',
  title: 'End',
  help: 'End here; the rest of the run goes on unless told otherwise.',
  icon: 'circle-stop',
  family: 'flow',
  summary: '{outcome}',
  config,
  outcomes: [],
  mainOutcome: null,
  run: ({ outcome, terminate }) => ({ outcome: outcome ?? null, terminate }),
});
