import { durationSchema, parseDuration } from '@innoflow/contracts';
import { z } from 'zod';
import { defineTask } from '../define-task.ts';
import { requiredText, text } from '../fields.ts';

const ASSIGNEE = /^(role|user):\S(.*\S)?$/;

const config = z.strictObject({
  title: requiredText(z.string().max(500)).meta({
    title: 'Title',
    description: 'What is to be decided, as it stands in the inbox, e.g. Refund for {{ input.customer }}.',
    examples: ['Refund for {{ input.customer }}'],
  }),
  description: text(z.string().max(20_000)).prefault('').meta({
    title: 'Description',
    description: 'What one needs to know to decide, e.g. {{ input.reason }}.',
    widget: 'multiline',
  }),
  assignees: z
    .preprocess(
      (value) =>
        typeof value === 'string'
          ? value
              .split(',')
              .map((part) => part.trim())
              .filter(Boolean)
          : value,
      z.array(z.string().regex(ASSIGNEE, 'must be "role:…" or "user:…", e.g. "role:manager"')).max(100),
    )
    .prefault([])
    .meta({
      title: 'Who decides',
      description:
        'Any one of these may decide, e.g. role:manager or user:ada@example.com. Left empty, everybody in the organization who has an inbox may.',
      examples: [['role:manager']],
      widget: 'assignees',
    }),
  dueIn: durationSchema.optional().meta({
    title: 'Due in',
    description:
      'How long there is to decide, e.g. 4h or 3d; then it ends with "timeout". Left empty, it waits for good.',
    examples: ['4h'],
  }),
  form: z
    .preprocess(
      (value) => value ?? undefined,
      z
        .record(z.string(), z.unknown())
        .refine((form) => form['type'] === undefined || form['type'] === 'object', {
          message: 'must describe an object: "type": "object" with "properties"',
        })
        .optional(),
    )
    .optional()
    .meta({
      title: 'Form',
      description: 'Fields to fill in with the decision; later tasks find them in output.values.',
      widget: 'schema',
    }),
});

/** One person of the assignees decides. `dueIn` counts from when the task begins. */
export const approval = defineTask({
  type: 'approval',
  kind: 'wait',
  title: 'Approval',
  help: 'Ask a person to approve or reject, and wait for the answer.',
  icon: 'user-check',
  family: 'people',
  summary: '{title}',
  config,
  outcomes: ['approved', 'rejected', 'timeout'],
  mainOutcome: 'approved',
  begin({ title, description, assignees, dueIn, form }, { now }) {
    const dueAt = dueIn === undefined ? null : now + (parseDuration(dueIn) ?? 0);
    return {
      ...(dueAt === null ? {} : { wakeAt: dueAt }),
      person: {
        type: 'approval',
        title,
        description,
        assignees,
        form: form ?? null,
        outcomes: ['approved', 'rejected'],
        dueAt,
      },
    };
  },
  resume(_config, cause) {
    if (cause.kind === 'timer') return { outcome: 'timeout' };
    if (cause.kind === 'event') throw new Error('approval was resumed by an event, and waits for a person');
    const { outcome, values, comment, decidedBy, decidedAt } = cause.decision;
    return { outcome, output: { values, comment, decidedBy, decidedAt } };
  },
});
