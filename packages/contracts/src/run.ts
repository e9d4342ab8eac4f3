import { z } from 'zod';
import { runErrorSchema } from './task-errors.ts';

export const runStatuses = ['queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled'] as const;
export const runStatusSchema = z.enum(runStatuses);
export type RunStatus = z.output<typeof runStatusSchema>;

export const taskRunStatuses = ['running', 'waiting', 'succeeded', 'failed', 'cancelled'] as const;
export const taskRunStatusSchema = z.enum(taskRunStatuses);
export type TaskRunStatus = z.output<typeof taskRunStatusSchema>;

const timestamp = z.iso.datetime();

export const triggerTypes = ['manual', 'api', 'webhook', 'schedule'] as const;

/** A run without its payloads, as lists show it. */
export const runSummarySchema = z
  .object({
    id: z.string(),
    workflowId: z.string(),
    workflowName: z.string(),
    version: z.int(),
    status: runStatusSchema,
    triggerType: z.enum(triggerTypes),
    error: runErrorSchema.nullable(),
    createdBy: z.string().nullable(),
    createdAt: timestamp,
    startedAt: timestamp.nullable(),
    finishedAt: timestamp.nullable(),
    durationMs: z
      .int()
      .nullable()
      .meta({ description: 'Milliseconds from start to end; null while it runs.' }),
  })
  .meta({ id: 'RunSummary' });
export type RunSummary = z.output<typeof runSummarySchema>;

export const runSchema = runSummarySchema
  .extend({
    input: z.unknown(),
    output: z.unknown(),
    trigger: z.unknown(),
  })
  .meta({ id: 'Run' });
export type Run = z.output<typeof runSchema>;

/** One attempt of one task in a run, at a path. */
export const taskRunSchema = z
  .object({
    id: z.string(),
    runId: z.string(),
    seq: z.int().meta({ description: 'Order of start in the run.' }),
    taskId: z.string(),
    path: z.string(),
    attempt: z.int(),
    status: taskRunStatusSchema,
    outcome: z.string().nullable(),
    input: z
      .unknown()
      .meta({ description: 'The config with its expressions filled in; secrets are masked.' }),
    output: z.unknown(),
    error: runErrorSchema.nullable(),
    transitions: z
      .array(z.int())
      .nullable()
      .meta({ description: 'Indices in definition.transitions that were taken when it ended.' }),
    wakeAt: timestamp.nullable().meta({ description: 'When its timer, timeout or next attempt is due.' }),
    waitingFor: z
      .object({ kind: z.enum(['timer', 'event', 'person']), name: z.string().optional() })
      .nullable(),
    startedAt: timestamp,
    finishedAt: timestamp.nullable(),
    durationMs: z.int().nullable(),
  })
  .meta({ id: 'TaskRun' });
export type TaskRun = z.output<typeof taskRunSchema>;

export const createRunSchema = z
  .strictObject({
    input: z.unknown().optional(),
    version: z
      .int()
      .min(1)
      .optional()
      .meta({ description: 'A published version; the newest when left out.' }),
  })
  .meta({ id: 'CreateRun' });
export type CreateRun = z.output<typeof createRunSchema>;

export const rerunSchema = z
  .strictObject({ input: z.unknown().optional(), version: z.int().min(1).optional() })
  .meta({ id: 'Rerun' });

export const createSignalSchema = z
  .strictObject({ name: z.string().min(1).max(200), payload: z.unknown().optional() })
  .meta({ id: 'CreateSignal' });
export type CreateSignal = z.output<typeof createSignalSchema>;

export const signalSchema = z
  .object({ id: z.string(), runId: z.string(), name: z.string(), createdAt: timestamp })
  .meta({ id: 'Signal' });
