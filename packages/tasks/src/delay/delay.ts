import { durationSchema, parseDuration } from '@innoflow/contracts';
import { z } from 'zod';
import { defineTask } from '../define-task.ts';
import { parseMoment } from './moment.ts';

const config = z
  .strictObject({
    for: durationSchema.optional().meta({
      title: 'For',
      description: 'How long to wait, e.g. 20s, 15m, 4h or 3d.',
      examples: ['15m'],
    }),
    until: z
      .preprocess(
        (value) => (typeof value === 'number' && Number.isFinite(value) ? String(value) : value),
        z.string().refine((text) => parseMoment(text) !== undefined, {
          message: 'must be a date and time such as "2027-01-31T09:00:00+01:00"',
        }),
      )
      .optional()
      .meta({
        title: 'Until',
        description:
          'The moment to wait for, e.g. 2027-01-31T09:00:00+01:00; UTC unless it says otherwise. A moment in the past does not wait.',
        examples: ['2027-01-31T09:00:00+01:00'],
        widget: 'datetime',
      }),
  })
  .refine((value) => (value.for === undefined) !== (value.until === undefined), {
    message: 'needs either "for" or "until", and not both',
    path: ['for'],
  })
  .meta({ oneOf: [{ required: ['for'] }, { required: ['until'] }] });

export const delay = defineTask({
  type: 'delay',
  kind: 'wait',
  title: 'Delay',
  help: 'Wait for a while, or until a given moment.',
  icon: 'timer',
  family: 'time',
  summary: '{for}{until}',
  config,
  outcomes: ['success'],
  mainOutcome: 'success',
  begin(config, { now }) {
    const until = config.until === undefined ? undefined : parseMoment(config.until);
    return { wakeAt: until ?? now + (parseDuration(config.for ?? '') ?? 0) };
  },
  resume: (_config, _cause, now) => ({ outcome: 'success', output: { wokeAt: new Date(now).toISOString() } }),
});
