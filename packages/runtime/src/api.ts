import type { RunError, RunStatus } from '@innoflow/contracts';
import type { WebhookResponse } from '@innoflow/tasks';

/** What the server asks of the runtime; class Runtime in runtime.ts implements it. */
export type StartRun = {
  /**
   * Of a run that must not start twice: a UUIDv7 made from what it is started for. When there is a run of this id,
   * startRun rejects and starts nothing. Made by the runtime when left out.
   */
  id?: string;
  organizationId: string;
  workflowId: string;
  /** A published version. */
  version: number;
  input: unknown;
  trigger: RunTrigger;
  createdBy: string | null;
  /** Re-runs say what they came from. */
  origin?: { runId: string } | null;
};

export type RunTrigger = {
  type: 'manual' | 'api' | 'webhook' | 'schedule';
  /** Row of the triggers table for webhooks and schedules. */
  id: string | null;
  /** What expressions see as `trigger`, besides `type` and, of a webhook, `body`, which is the input. */
  data: Record<string, unknown>;
};

export type StartedRun = {
  id: string;
  status: RunStatus;
  /** Set when the run has answered (webhook.respond) or finished before the wait ended. */
  response: WebhookResponse | null;
  output: unknown;
  error: RunError | null;
  finished: boolean;
};

/**
 * `committed`: resolves once the start is committed (E2). `responded`: once the run has answered its webhook or
 * finished, and that is committed. `finished`: once it has finished. Both give up after `timeoutMs` and resolve with
 * what there is then (`finished: false`).
 */
export type StartWait = { until: 'committed' } | { until: 'responded' | 'finished'; timeoutMs: number };

export interface RuntimeApi {
  start(): Promise<void>;
  /** Stops taking work, lets running effects end for at most `graceMs`, and gives its runs back. */
  stop(graceMs?: number): Promise<void>;
  startRun(request: StartRun, wait?: StartWait): Promise<StartedRun>;
  /** Commits the event and wakes the run. Unknown or foreign run: `not_found`; finished run: `run_finished`. */
  signalRun(
    organizationId: string,
    runId: string,
    name: string,
    payload: unknown,
  ): Promise<{ id: string; createdAt: Date }>;
  /** Commits the request to cancel and wakes the run. Same errors as signalRun. */
  cancelRun(organizationId: string, runId: string): Promise<void>;
  /**
   * Decides a human task: marks it completed and commits its decision signal in one transaction, then wakes the run.
   * The caller has checked access, outcome and form. False when it was no longer open.
   */
  decideHumanTask(request: {
    organizationId: string;
    humanTaskId: string;
    outcome: string;
    values: Record<string, unknown>;
    comment: string | null;
    userId: string;
  }): Promise<boolean>;
  /** Called after each commit with what changed; must return quickly. Returns the way to unsubscribe. */
  onCommitted(listener: (changes: readonly CommittedChange[]) => void): () => void;
  /** Runs in memory now, for metrics. */
  readonly liveRuns: number;
}

/** A run that a commit changed, with the seqs of its task runs that changed. */
export type CommittedChange = {
  organizationId: string;
  workflowId: string;
  runId: string;
  status: RunStatus;
  /** Journal position after the commit; grows with each change of the run. */
  lastSeq: number;
  taskSeqs: readonly number[];
  humanTasksChanged: boolean;
};
