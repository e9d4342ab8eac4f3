import type { RunError } from '@innoflow/contracts';
import type { ActiveTaskRun, Plan, PlanTask, RunState } from '@innoflow/engine';
import type { WebhookResponse } from '@innoflow/tasks';
import type { HumanTaskRecord, RunRecord, SignalRecord, TaskRunRecord } from './journal-rows.ts';
import type { LoadedPlan } from './ports.ts';

/** Somebody who waits for a run: for its start, its answer or its end. */
export type Waiter = {
  until: 'committed' | 'responded' | 'finished';
  /** Another object of the same run once it was parked and taken over again. */
  run: LiveRun;
  settle(): void;
  refuse(error: Error): void;
};

/** An attempt in memory with what has to be written of it. */
export type LiveAttempt = {
  /** Replaced, never changed in place: a flush under way may still hold the old one. */
  record: TaskRunRecord;
  stored: boolean;
  dirty: boolean;
  /** It has its outcome; only its transitions are still to be decided. */
  ending?: boolean;
  /** What an effect is called with; only in memory, since it can hold secrets. */
  effect?: { config: unknown; secrets: readonly string[] };
};

/**
 * One run in the memory of the worker that owns it. Only the advance loop changes it, and only between awaits.
 *
 * States: advancing (`queue` not empty or `busy` > 0) → settled → flushed. A settled run is finished, or has effects
 * running, or is parked: nothing runs and it only waits, so its memory is freed after the flush (E7).
 */
export class LiveRun {
  readonly record: RunRecord;
  readonly loaded: LoadedPlan;
  state: RunState;
  /** The row of the run is in the database, or in the flush under way. */
  stored: boolean;
  /** Attempts that have not ended, or whose end is not flushed; by seq. */
  readonly attempts = new Map<number, LiveAttempt>();
  /** Asynchronous work of pure tasks under way; the run is not flushed meanwhile. */
  busy = 0;
  /** Seqs of effects that start once their rows are committed (E3). */
  effectsToStart: number[] = [];
  /** Effects that run. */
  readonly running = new Map<number, AbortController>();
  /** Signals that nothing has taken yet. */
  signals: SignalRecord[] = [];
  readonly knownSignals = new Set<string>();
  consumed: { signalId: string; seq: number }[] = [];
  humanTasks: HumanTaskRecord[] = [];
  withdrawn: string[] = [];
  /** The answer to the webhook caller. */
  response: WebhookResponse | null = null;
  waiters: Waiter[] = [];
  /** The run as the last commit has it; null before the first. */
  committed: RunRecord | null = null;
  /** What expressions see as `tasks`. */
  readonly results: Record<string, { output: unknown; outcome: string; error: RunError | null }> = {};
  /** Output of the task run that ended last, the run's own when the definition names none. */
  lastOutput: unknown = null;
  /** Something changed since the last flush. */
  dirty = false;
  /** A commit with `release` is under way: the run leaves the memory when it is done. */
  releasing = false;
  /** Somebody asked for a look while the run was being released. */
  lookAgain = false;
  /** No longer this worker's: nothing of it is written or started any more. */
  dropped = false;

  constructor(record: RunRecord, loaded: LoadedPlan, state: RunState, stored: boolean) {
    this.record = record;
    this.loaded = loaded;
    this.state = state;
    this.stored = stored;
  }

  get plan(): Plan {
    return this.loaded.plan;
  }

  get finished(): boolean {
    return this.record.finishedAt !== null;
  }

  /** Nothing of the run works now; it only waits. */
  get parked(): boolean {
    return this.busy === 0 && this.running.size === 0 && this.effectsToStart.length === 0;
  }

  /** Milliseconds since 1970 of the earliest timer; null when there is none. */
  get nextWake(): number | null {
    if (this.finished) return null;
    let earliest = this.record.deadlineAt ?? Number.POSITIVE_INFINITY;
    for (const active of this.state.active.values()) {
      const at = active.phase === 'retrying' ? active.retryAt : this.attempts.get(active.seq)?.record.wakeAt;
      if (at !== null && at !== undefined && at < earliest) earliest = at;
    }
    return earliest === Number.POSITIVE_INFINITY ? null : earliest;
  }
}

export function changeAttempt(attempt: LiveAttempt, changes: Partial<TaskRunRecord>): void {
  attempt.record = { ...attempt.record, ...changes };
  attempt.dirty = true;
}

export function taskOf(run: LiveRun, active: ActiveTaskRun): PlanTask {
  const task = run.plan.tasks[active.taskIndex];
  if (!task) throw new Error(`task ${active.taskIndex} is not in the plan`);
  return task;
}
