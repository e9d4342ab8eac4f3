import { z } from 'zod';

const timestamp = z.iso.datetime();

export const webhookConfigSchema = z
  .strictObject({
    path: z
      .string()
      .min(1)
      .max(200)
      .regex(/^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*$/, 'must be words of letters, digits, - and _, joined by /')
      .meta({ description: 'The address is /hooks/<path>.' }),
    mode: z.enum(['async', 'sync']).default('async').meta({
      description: 'async: 202 with the run id at once; sync: answers when the run has answered.',
    }),
    secret: z.string().min(1).max(500).optional().meta({
      description:
        'When set, X-Hub-Signature-256 must hold the HMAC-SHA256 of the body, as GitHub signs. Write-only.',
    }),
  })
  .meta({ id: 'WebhookConfig' });
export type WebhookConfig = z.output<typeof webhookConfigSchema>;

export const scheduleConfigSchema = z
  .strictObject({
    cron: z.string().min(1).max(200).meta({ description: 'Five fields, or six with seconds first.' }),
    timezone: z.string().max(64).default('UTC').meta({ description: 'An IANA time zone.' }),
    missed: z.enum(['skip', 'once', 'all']).default('once').meta({
      description: 'What to do on return with fires that fell into a time when nothing ran.',
    }),
    input: z.unknown().optional(),
  })
  .meta({ id: 'ScheduleConfig' });
export type ScheduleConfig = z.output<typeof scheduleConfigSchema>;

export const createTriggerSchema = z
  .strictObject({
    type: z.enum(['webhook', 'schedule']),
    config: z.record(z.string(), z.unknown()),
    enabled: z.boolean().default(true),
  })
  .meta({ id: 'CreateTrigger' });
export type CreateTrigger = z.output<typeof createTriggerSchema>;

export const updateTriggerSchema = z
  .strictObject({
    config: z.record(z.string(), z.unknown()).optional().meta({
      description:
        'Replaces the config. A webhook keeps its secret unless "secret" is given; null removes it.',
    }),
    enabled: z.boolean().optional(),
  })
  .meta({ id: 'UpdateTrigger' });
export type UpdateTrigger = z.output<typeof updateTriggerSchema>;

export const triggerSchema = z
  .object({
    id: z.string(),
    workflowId: z.string(),
    type: z.enum(['webhook', 'schedule']),
    config: z.record(z.string(), z.unknown()).meta({ description: 'Without the secret.' }),
    secretSet: z.boolean(),
    enabled: z.boolean(),
    live: z.boolean().meta({ description: 'Enabled, and the workflow is published.' }),
    url: z.string().nullable().meta({ description: 'The address of a webhook.' }),
    nextFireAt: timestamp.nullable(),
    lastFiredAt: timestamp.nullable(),
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'Trigger' });
export type Trigger = z.output<typeof triggerSchema>;
