/**
 * How attempts and runs end. E4: outcomes come from `end` alone, once for each active attempt; a result for an attempt
 * that is no longer active (cancelled, taken over) is dropped.
 */
import type { RunError } from '@innoflow/contracts';
import {
  type ActiveTaskRun,
  chooseTransitions,
  type PlanTask,
  type RunEvent,
  retryDelay,
} from '@innoflow/engine';
import type { TaskResult } from '@innoflow/tasks';
import { describe, type Failure, toFailure } from './failures.ts';
import type { TaskRunRecord } from './journal-rows.ts';
import { changeAttempt, type LiveRun, taskOf } from './live-run.ts';
import type { Clock } from './ports.ts';
import { scopeOf } from './scope.ts';

export type OutcomesOptions = {
  clock: Clock;
  /** Feeds an event to `decide` and queues its commands. */
  apply(run: LiveRun, event: RunEvent): void;
  /** Does asynchronous work of the run, which is not flushed before. */
  busyWith(run: LiveRun, work: () => Promise<void>): Promise<void>;
};

/** `terminate`: an `end` task ends the whole run. */
export type Ended = TaskResult & { error?: RunError | null; terminate?: boolean };

export class Outcomes {
  readonly #options: OutcomesOptions;

  constructor(options: OutcomesOptions) {
    this.#options = options;
  }

  /** An attempt failed: another one is planned, or the task run ends with the outcome. */
  fail(run: LiveRun, seq: number, failure: Failure, outcome: 'error' | 'timeout' = 'error'): void {
    const active = run.state.active.get(seq);
    const attempt = run.attempts.get(seq);
    if (!active || !attempt) return;
    const task = taskOf(run, active);
    const error: RunError = { ...failure.error, taskId: task.id, path: active.path };
    const { clock } = this.#options;
    const delay = retryDelay(task.retry, active.attempt, failure, clock.random());
    if (delay === undefined) return this.end(run, seq, { outcome, output: failure.output, error });
    run.running.delete(seq);
    const retryAt = clock.now() + delay;
    changeAttempt(attempt, {
      status: 'failed',
      outcome,
      output: failure.output,
      error,
      endedSeq: run.state.lastSeq + 1,
      wakeAt: retryAt,
      finishedAt: clock.now(),
    });
    this.#options.apply(run, { type: 'attempt.failed', seq, retryAt });
  }

  /** A task run ended: its outcome chooses transitions, and the tokens move. */
  end(run: LiveRun, seq: number, ended: Ended): void {
    const active = run.state.active.get(seq);
    const attempt = run.attempts.get(seq);
    if (!active || !attempt || attempt.ending) return;
    attempt.ending = true;
    run.running.delete(seq);
    const task = taskOf(run, active);
    const { outcome, output, error = null } = ended;
    if (task.type.kind !== 'end') {
      run.results[task.id] = { output, outcome, error };
      run.lastOutput = output ?? null;
    }
    let taken: number[] | Promise<number[]>;
    try {
      taken = chooseTransitions(run.plan, task, outcome, () => scopeOf(run, { previous: output }));
    } catch (thrown) {
      return this.#close(run, active, ended, [], faultOf(task, thrown));
    }
    if (!(taken instanceof Promise)) return this.#close(run, active, ended, taken);
    const pending = taken;
    void this.#options.busyWith(run, async () => {
      try {
        this.#close(run, active, ended, await pending);
      } catch (thrown) {
        this.#close(run, active, ended, [], faultOf(task, thrown));
      }
    });
  }

  #close(
    run: LiveRun,
    { seq }: ActiveTaskRun,
    ended: Ended,
    taken: readonly number[],
    fault?: RunError,
  ): void {
    const attempt = run.attempts.get(seq);
    if (!attempt || !run.state.active.has(seq)) return;
    const { outcome, output, error = null, terminate } = ended;
    changeAttempt(attempt, {
      status: outcome === 'error' || outcome === 'timeout' ? 'failed' : 'succeeded',
      outcome,
      output,
      error: error ?? fault ?? null,
      taken,
      endedSeq: run.state.lastSeq + 1,
      wakeAt: null,
      finishedAt: this.#options.clock.now(),
    });
    this.#options.apply(run, {
      type: 'task.ended',
      seq,
      outcome,
      output,
      error: error ?? unhandled(run, attempt.record),
      taken,
      ...(fault ? { fault } : {}),
      ...(terminate ? { terminate } : {}),
    });
  }

  abort(run: LiveRun, seq: number, endedSeq: number): void {
    const attempt = run.attempts.get(seq);
    run.running.get(seq)?.abort(new Error('the run has ended'));
    run.running.delete(seq);
    run.effectsToStart = run.effectsToStart.filter((waiting) => waiting !== seq);
    if (!attempt || attempt.record.endedSeq !== null) return;
    if (attempt.record.wait?.humanTaskId) run.withdrawn.push(attempt.record.wait.humanTaskId);
    changeAttempt(attempt, {
      status: 'cancelled',
      taken: [],
      endedSeq,
      wakeAt: null,
      finishedAt: this.#options.clock.now(),
    });
  }

  finish(run: LiveRun, status: 'succeeded' | 'failed' | 'cancelled'): void {
    const done = (final: typeof status, output: unknown, error: RunError | null): void => {
      Object.assign(run.record, { status: final, output, error, finishedAt: this.#options.clock.now() });
      run.dirty = true;
    };
    if (status !== 'succeeded') return done(status, null, run.state.error);
    if (!run.plan.output) return done(status, run.lastOutput, null);
    const failed = (thrown: unknown): void => {
      const { error } = toFailure(thrown);
      done('failed', null, { ...error, message: `The output of the run cannot be made: ${error.message}` });
    };
    try {
      const output = run.plan.output.resolve(scopeOf(run, null));
      if (!(output instanceof Promise)) return done(status, output, null);
      void this.#options.busyWith(run, () => output.then((value) => done(status, value, null), failed));
    } catch (thrown) {
      failed(thrown);
    }
  }
}

/** The error of a run that ends because nothing follows a timeout that brought no error of its own. */
function unhandled(run: LiveRun, record: TaskRunRecord): RunError | null {
  if (record.outcome !== 'error' && record.outcome !== 'timeout') return null;
  const name = run.plan.definition.tasks.find((task) => task.id === record.taskId)?.name ?? record.taskId;
  const message =
    record.outcome === 'timeout'
      ? `${name} was not done in time, and no transition follows its timeout.`
      : `${name} ended with an error, and no transition follows it.`;
  return {
    ...describe(record.outcome === 'timeout' ? 'timeout' : 'task_failed', message),
    taskId: record.taskId,
    path: record.path,
  };
}

function faultOf(task: PlanTask, thrown: unknown): RunError {
  const { error } = toFailure(thrown);
  return {
    ...error,
    message: `A transition from ${task.id} cannot be decided: ${error.message}`,
    taskId: task.id,
  };
}
