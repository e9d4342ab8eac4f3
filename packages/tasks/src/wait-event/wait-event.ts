import { z } from 'zod';
import { defineTask } from '../define-task.ts';
import { expression, requiredText } from '../fields.ts';

const config = z.strictObject({
  name: requiredText(z.string().max(200)).meta({
    title: 'Event',
    description: 'Name of the event to wait for, e.g. paid.',
    examples: ['paid'],
  }),
  match: expression()
    .optional()
    .meta({
      title: 'Only when',
      description:
        'Takes only an event for which this holds, e.g. payload.orderId = input.orderId. Left empty, any event of that name counts.',
      examples: ['payload.orderId = input.orderId'],
    }),
  keepEarly: z.boolean().default(true).meta({
    title: 'Early events count',
    description: 'On: an event that came before the run reached this task counts too.',
  }),
});

/** How long it waits is the task's own `timeout`; the runtime or the timer then ends it with `timeout`. */
export const waitEvent = defineTask({
  type: 'wait.event',
  kind: 'wait',
  title: 'Wait for an event',
  help: 'Wait until something outside says that it has happened.',
  icon: 'radio',
  family: 'time',
  summary: '{name}',
  config,
  outcomes: ['success', 'timeout'],
  mainOutcome: 'success',
  expressions: ['match'],
  expressionNames: ['payload'],
  begin: ({ name, match, keepEarly }) => ({
    event: { name, keepEarly, ...(match === undefined ? {} : { match }) },
  }),
  resume(_config, cause) {
    if (cause.kind === 'event') return { outcome: 'success', output: cause.payload };
    if (cause.kind === 'timer') return { outcome: 'timeout' };
    throw new Error('wait.event was resumed by a person, and waits for an event');
  },
});
