import { z } from 'zod';

const timestamp = z.iso.datetime();

export const humanTaskStatuses = ['open', 'completed', 'cancelled', 'expired'] as const;

export const humanTaskSchema = z
  .object({
    id: z.string(),
    workflowId: z.string(),
    workflowName: z.string(),
    runId: z.string(),
    taskId: z.string(),
    type: z.enum(['approval']),
    title: z.string(),
    description: z.string(),
    assignees: z.array(z.string()),
    form: z.unknown().meta({ description: 'JSON Schema of the values, or null.' }),
    outcomes: z.array(z.string()),
    status: z.enum(humanTaskStatuses),
    dueAt: timestamp.nullable(),
    outcome: z.string().nullable(),
    values: z.unknown(),
    comment: z.string().nullable(),
    claimedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
    decidedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
    decidedAt: timestamp.nullable(),
    createdAt: timestamp,
  })
  .meta({ id: 'HumanTask' });
export type HumanTask = z.output<typeof humanTaskSchema>;

/** A human task with what led to it. */
export const humanTaskDetailSchema = humanTaskSchema
  .extend({
    runInput: z.unknown(),
    before: z
      .array(
        z.object({
          taskId: z.string(),
          outcome: z.string().nullable(),
          output: z.unknown(),
          finishedAt: timestamp.nullable(),
        }),
      )
      .meta({ description: 'The finished task runs before it, oldest first.' }),
  })
  .meta({ id: 'HumanTaskDetail' });
export type HumanTaskDetail = z.output<typeof humanTaskDetailSchema>;

export const completeHumanTaskSchema = z
  .strictObject({
    outcome: z.string().min(1),
    values: z.record(z.string(), z.unknown()).optional(),
    comment: z.string().max(5000).optional(),
  })
  .meta({ id: 'CompleteHumanTask' });
export type CompleteHumanTask = z.output<typeof completeHumanTaskSchema>;
