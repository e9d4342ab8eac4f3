import {
  type Run,
  type RunError,
  type RunSummary,
  runErrorSchema,
  type TaskRun,
  taskRunSchema,
} from '@innoflow/contracts';
import { z } from 'zod';
import type { RunRow, RunSummaryRow, TaskRunRow } from './repository.ts';

/** Rows of the journal as the API and live updates show them. */

export function toRunSummary(row: RunSummaryRow): RunSummary {
  return {
    id: row.id,
    workflowId: row.workflow_id,
    workflowName: row.workflow_name,
    version: row.version,
    status: row.status,
    triggerType: row.trigger_type,
    error: toError(row.error),
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    startedAt: toIso(row.started_at),
    finishedAt: toIso(row.finished_at),
    durationMs: duration(row.started_at ?? row.created_at, row.finished_at),
  };
}

export function toRun(row: RunRow): Run {
  return { ...toRunSummary(row), input: row.input, output: row.output, trigger: toTrigger(row) };
}

/** As expressions see it, and the id of the trigger. */
function toTrigger(row: RunRow): Record<string, unknown> {
  const { id } = triggerSchema.parse(row.trigger);
  return { type: row.trigger_type, id, ...triggerDataOf(row) };
}

/** What there is to know of what started a run. The body of a webhook is the input; it is stored once. */
export function triggerDataOf(row: RunRow): Record<string, unknown> {
  const { data } = triggerSchema.parse(row.trigger);
  return row.trigger_type === 'webhook' ? { body: row.input, ...data } : data;
}

const triggerSchema = z.object({ id: z.string().nullable(), data: z.record(z.string(), z.unknown()) });

export function toTaskRun(row: TaskRunRow): TaskRun {
  return {
    id: `${row.run_id}:${row.seq}`,
    runId: row.run_id,
    seq: row.seq,
    taskId: row.task_id,
    path: row.path,
    attempt: row.attempt,
    status: row.status,
    outcome: row.outcome,
    input: row.input,
    output: row.output,
    error: toError(row.error),
    transitions: row.taken,
    wakeAt: toIso(row.wake_at),
    waitingFor: row.status === 'waiting' ? toWaitingFor(row.wait) : null,
    startedAt: row.started_at.toISOString(),
    finishedAt: toIso(row.finished_at),
    durationMs: duration(row.started_at, row.finished_at),
  };
}

const waitSchema = z.object({
  kind: taskRunSchema.shape.waitingFor.unwrap().shape.kind,
  name: z.string().optional(),
});

/** The journal keeps more about a wait than callers need. The name of a decision is internal. */
function toWaitingFor(wait: unknown): TaskRun['waitingFor'] {
  const { data } = waitSchema.safeParse(wait);
  if (!data) return null;
  return data.kind === 'event' ? data : { kind: data.kind };
}

function toError(error: unknown): RunError | null {
  return error === null ? null : (runErrorSchema.safeParse(error).data ?? null);
}

function toIso(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}

function duration(from: Date, to: Date | null): number | null {
  return to === null ? null : Math.max(0, to.getTime() - from.getTime());
}
