import type { RunError, RunStatus, TaskRunStatus } from '@innoflow/contracts';
import type { RunTrigger } from '../api.ts';
import type { RunRecord, SignalRecord, TaskRunRecord, WaitRecord } from '../journal-rows.ts';

/** Rows as `pg` gives them, and how they become records. */
export type RunRow = {
  id: string;
  organization_id: string;
  workflow_id: string;
  version: number;
  status: RunStatus;
  trigger: RunTrigger;
  input: unknown;
  output: unknown;
  error: RunError | null;
  epoch: number;
  last_seq: number;
  wake_at: Date | null;
  deadline_at: Date | null;
  cancel_requested_at: Date | null;
  created_by: string | null;
  origin: { runId: string } | null;
  created_at: Date;
  finished_at: Date | null;
};

export const runColumns =
  'id, organization_id, workflow_id, version, status, trigger, input, output, error, epoch, last_seq, wake_at, ' +
  'deadline_at, cancel_requested_at, created_by, origin, created_at, finished_at';

export function toRunRecord(row: RunRow): RunRecord {
  return {
    id: row.id,
    organizationId: row.organization_id,
    workflowId: row.workflow_id,
    version: row.version,
    status: row.status,
    trigger: row.trigger,
    input: row.input,
    output: row.output,
    error: row.error,
    epoch: row.epoch,
    lastSeq: row.last_seq,
    wakeAt: row.wake_at?.getTime() ?? null,
    deadlineAt: row.deadline_at?.getTime() ?? null,
    cancelRequested: row.cancel_requested_at !== null,
    createdBy: row.created_by,
    origin: row.origin,
    createdAt: row.created_at.getTime(),
    finishedAt: row.finished_at?.getTime() ?? null,
  };
}

export type TaskRunRow = {
  run_id: string;
  seq: number;
  first_seq: number;
  task_id: string;
  path: string;
  attempt: number;
  status: TaskRunStatus;
  outcome: string | null;
  input: unknown;
  output: unknown;
  error: RunError | null;
  taken: number[] | null;
  ended_seq: number | null;
  wake_at: Date | null;
  wait: WaitRecord | null;
  started_at: Date;
  finished_at: Date | null;
};

export const taskRunColumns =
  'run_id, seq, first_seq, task_id, path, attempt, status, outcome, input, output, error, taken, ended_seq, wake_at, ' +
  'wait, started_at, finished_at';

export function toTaskRunRecord(row: TaskRunRow): TaskRunRecord {
  return {
    seq: row.seq,
    firstSeq: row.first_seq,
    taskId: row.task_id,
    path: row.path,
    attempt: row.attempt,
    status: row.status,
    outcome: row.outcome,
    input: row.input,
    output: row.output,
    error: row.error,
    taken: row.taken,
    endedSeq: row.ended_seq,
    wakeAt: row.wake_at?.getTime() ?? null,
    wait: row.wait,
    startedAt: row.started_at.getTime(),
    finishedAt: row.finished_at?.getTime() ?? null,
  };
}

export type SignalRow = { id: string; run_id: string; name: string; payload: unknown };

export function toSignalRecord(row: SignalRow): SignalRecord {
  return { id: row.id, name: row.name, payload: row.payload };
}

/** Rows by their run. */
export function groupByRun<Row extends { run_id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.run_id);
    if (group) group.push(row);
    else groups.set(row.run_id, [row]);
  }
  return groups;
}
