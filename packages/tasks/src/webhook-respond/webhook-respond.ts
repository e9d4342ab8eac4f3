import { z } from 'zod';
import { defineTask } from '../define-task.ts';
import { httpHeaders } from '../fields.ts';

const config = z.strictObject({
  status: z.int().min(200).max(599).default(200).meta({
    title: 'Status',
    description: 'HTTP status of the answer, e.g. 200, or 400 to refuse.',
  }),
  headers: httpHeaders().prefault({}).meta({
    title: 'Headers',
    description: 'Headers of the answer, e.g. Location = https://example.com/orders/{{ input.id }}.',
  }),
  body: z
    .unknown()
    .optional()
    .meta({
      title: 'Body',
      description: 'What the caller gets: text goes out as it is, anything else as JSON.',
      examples: [{ ok: true }],
      widget: 'json',
    }),
});

/** Answers the caller of a synchronous webhook; without such a caller it does nothing. */
export const webhookRespond = defineTask({
  type: 'webhook.respond',
  kind: 'pure',
  title: 'Answer the webhook',
  help: 'Send the answer to whoever called the webhook that started this run.',
  icon: 'reply',
  family: 'integration',
  summary: '{status}',
  config,
  outcomes: ['success'],
  mainOutcome: 'success',
  run({ status, headers, body }, context) {
    context.respond({ status, headers, body: body ?? null });
    return { outcome: 'success' };
  },
});
