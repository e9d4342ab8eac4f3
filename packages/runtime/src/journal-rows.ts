import type { RunError, RunStatus, TaskRunStatus } from '@innoflow/contracts';
import type { Decision } from '@innoflow/tasks';
import type { RunTrigger } from './api.ts';

/** Rows as the store speaks of them; times are milliseconds since 1970. */
export type RunRecord = {
  id: string;
  organizationId: string;
  workflowId: string;
  version: number;
  status: RunStatus;
  trigger: RunTrigger;
  input: unknown;
  output: unknown;
  error: RunError | null;
  epoch: number;
  lastSeq: number;
  wakeAt: number | null;
  deadlineAt: number | null;
  cancelRequested: boolean;
  createdBy: string | null;
  origin: { runId: string } | null;
  createdAt: number;
  finishedAt: number | null;
};

/** What a parked attempt waits for, as the journal keeps it. */
export type WaitRecord = {
  kind: 'timer' | 'event' | 'person';
  /** Name of the event, or of the decision signal. */
  name?: string;
  match?: string;
  /** Signals from before the wait count too. */
  keepEarly?: boolean;
  humanTaskId?: string;
  /** When the task type's own timer is due. */
  wakeAt?: number;
  /** When the task's `timeout` is due. */
  timeoutAt?: number;
};

export type TaskRunRecord = {
  seq: number;
  firstSeq: number;
  taskId: string;
  path: string;
  attempt: number;
  status: TaskRunStatus;
  outcome: string | null;
  /** The config with expressions filled in and secrets masked. */
  input: unknown;
  output: unknown;
  error: RunError | null;
  /** Null while it runs, and for attempts that are tried again. */
  taken: readonly number[] | null;
  endedSeq: number | null;
  wakeAt: number | null;
  wait: WaitRecord | null;
  startedAt: number;
  finishedAt: number | null;
};

export type SignalRecord = { id: string; name: string; payload: unknown };

export type HumanTaskRecord = {
  id: string;
  taskSeq: number;
  taskId: string;
  path: string;
  type: string;
  title: string;
  description: string;
  assignees: readonly string[];
  form: Record<string, unknown> | null;
  outcomes: readonly string[];
  dueAt: number | null;
  createdAt: number;
};

/** Everything about one run that goes into one commit. */
export type CommitEntry = {
  run: RunRecord;
  /** The row is new; otherwise it is updated under its epoch. */
  insert: boolean;
  /** No worker advances the run after this commit. */
  release: boolean;
  inserts: readonly TaskRunRecord[];
  updates: readonly TaskRunRecord[];
  consumed: readonly { signalId: string; seq: number }[];
  humanTasks: readonly HumanTaskRecord[];
  /** Ids of human tasks that nobody is to decide any more. */
  withdrawn: readonly string[];
};

/** A run as it is taken over: its row, its journal and the signals that nothing has taken yet. */
export type ClaimedRun = { run: RunRecord; taskRuns: TaskRunRecord[]; signals: SignalRecord[] };

export type DecisionRequest = {
  organizationId: string;
  humanTaskId: string;
  decision: Decision;
};
