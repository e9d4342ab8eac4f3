/**
 * Advances runs: executes the commands of `decide`, and feeds what happens back as events. Everything here works on
 * the memory of one process; the flusher makes it durable.
 *
 * E3  An effect is only put on `effectsToStart`; the flusher starts it once its row, and so every outcome that it
 *     depends on, is committed.
 * E9  What goes into a record was resolved with masked secrets, or redacted.
 */
import { uuidv7 } from '@innoflow/db';
import {
  type ActiveTaskRun,
  type Command,
  decide,
  type PlanTask,
  type RunEvent,
  type Scope,
} from '@innoflow/engine';
import type { TaskRegistry, TaskResult, Wait, WakeCause } from '@innoflow/tasks';
import type { ConfigResolver, ResolvedConfig } from './config-resolver.ts';
import type { Expressions } from './expressions.ts';
import { describe, type EffectOutcome, toFailure } from './failures.ts';
import type { TaskRunRecord, WaitRecord } from './journal-rows.ts';
import { changeAttempt, type LiveAttempt, type LiveRun, taskOf } from './live-run.ts';
import { Outcomes } from './outcomes.ts';
import type { Clock } from './ports.ts';
import { redact } from './redact.ts';
import { scopeOf } from './scope.ts';

export type AdvancerOptions = {
  clock: Clock;
  registry: TaskRegistry;
  configs: ConfigResolver;
  expressions: Expressions;
  /** The run has come to rest and has something to write. */
  settled(run: LiveRun): void;
  /** An attempt began to wait while the run holds signals that nothing has taken: one may be for it. */
  lookForSignals(run: LiveRun): void;
  /** A bug in our own code hit the run; it is dropped and recovered later. */
  broken(run: LiveRun, error: unknown): void;
};

export class Advancer {
  readonly #options: AdvancerOptions;
  readonly #outcomes: Outcomes;
  readonly #queues = new WeakMap<LiveRun, Command[]>();

  constructor(options: AdvancerOptions) {
    this.#options = options;
    this.#outcomes = new Outcomes({
      clock: options.clock,
      apply: (run, event) => this.#apply(run, event),
      busyWith: (run, work) => this.busyWith(run, work),
    });
  }

  /** Begins a new run. */
  begin(run: LiveRun): void {
    this.#apply(run, { type: 'run.started' });
    this.#drain(run);
  }

  /** Goes on with a run that was taken over: attempts without a row start, interrupted effects run again (E6). */
  recover(run: LiveRun): void {
    const queue = this.#queue(run);
    for (const active of run.state.active.values()) {
      if (active.phase === 'retrying') continue;
      const attempt = run.attempts.get(active.seq);
      if (!attempt || attempt.record.status === 'running') queue.push({ type: 'start', seq: active.seq });
    }
    run.dirty = true;
    this.#drain(run);
  }

  cancel(run: LiveRun): void {
    this.#apply(run, { type: 'run.cancelled' });
    this.#drain(run);
  }

  /** Gives a resumed wait its result. */
  wake(run: LiveRun, seq: number, cause: WakeCause): void {
    const attempt = run.attempts.get(seq);
    const active = run.state.active.get(seq);
    if (!attempt || !active) return;
    const type = this.#options.registry.get(taskOf(run, active).definition.type);
    if (type.kind !== 'wait') throw new Error(`${type.type} does not wait`);
    try {
      // What begin() got is in the journal; no wait has secrets in what resume() reads.
      this.#outcomes.end(run, seq, type.resume(attempt.record.input, cause, this.#options.clock.now()));
    } catch (error) {
      this.#outcomes.fail(run, seq, toFailure(error));
    }
    this.#drain(run);
  }

  /** A timer of the run is due: its own deadline, a retry, a task's timeout, or what a task waits for. */
  retry(run: LiveRun, seq: number): void {
    this.#apply(run, { type: 'retry.due', seq });
    this.#drain(run);
  }

  timeOut(run: LiveRun, seq: number): void {
    const active = run.state.active.get(seq);
    if (!active) return;
    const { id, definition } = taskOf(run, active);
    const message = `${id} did not end within its timeout of ${definition.timeout ?? ''}.`;
    run.running.get(seq)?.abort(new Error(message));
    this.#outcomes.fail(run, seq, { error: describe('timeout', message), retryable: true }, 'timeout');
    this.#drain(run);
  }

  timeOutRun(run: LiveRun): void {
    const limit = run.plan.definition.settings?.timeout ?? '';
    const message = `The run did not end within its timeout of ${limit}.`;
    this.#apply(run, { type: 'run.timedOut', error: describe('run_timeout', message) });
    this.#drain(run);
  }

  /** An effect ended, well or not. */
  effectEnded(run: LiveRun, seq: number, outcome: EffectOutcome): void {
    try {
      if ('result' in outcome) this.#outcomes.end(run, seq, outcome.result);
      else this.#outcomes.fail(run, seq, outcome.failure);
    } catch (error) {
      return this.#options.broken(run, error);
    }
    this.#drain(run);
  }

  /** Runs asynchronous work of the run; it is not flushed before that is done. */
  async busyWith(run: LiveRun, work: () => Promise<void>): Promise<void> {
    run.busy += 1;
    try {
      await work();
    } catch (error) {
      this.#options.broken(run, error);
    } finally {
      run.busy -= 1;
      this.#drain(run);
    }
  }

  #queue(run: LiveRun): Command[] {
    let queue = this.#queues.get(run);
    if (!queue) this.#queues.set(run, (queue = []));
    return queue;
  }

  #apply(run: LiveRun, event: RunEvent): void {
    const { state, commands } = decide(run.plan, run.state, event);
    run.state = state;
    run.dirty = true;
    const queue = this.#queue(run);
    for (const command of commands) queue.push(command);
  }

  /** Works off the commands; a loop and not a recursion, since pure tasks can follow each other without end. */
  #drain(run: LiveRun): void {
    const queue = this.#queue(run);
    try {
      for (let next = 0; next < queue.length && !run.dropped; next += 1) {
        const command = queue[next];
        if (command) this.#execute(run, command);
      }
    } catch (error) {
      this.#options.broken(run, error);
    }
    queue.length = 0;
    if (run.busy === 0 && run.dirty && !run.dropped) this.#options.settled(run);
  }

  #execute(run: LiveRun, command: Command): void {
    switch (command.type) {
      case 'start':
        return this.#start(run, command.seq);
      case 'abort':
        return this.#outcomes.abort(run, command.seq, command.endedSeq);
      case 'finish':
        return this.#outcomes.finish(run, command.status);
    }
  }

  #start(run: LiveRun, seq: number): void {
    const active = run.state.active.get(seq);
    if (!active) return;
    const task = taskOf(run, active);
    const scope = scopeOf(run, active);
    const resolved = this.#options.configs.resolve(run, task, scope);
    if (resolved instanceof Promise) {
      void this.busyWith(run, async () => {
        const settled = await resolved;
        if (run.state.active.has(seq)) this.#startWith(run, active, task, scope, settled);
      });
    } else this.#startWith(run, active, task, scope, resolved);
  }

  #startWith(
    run: LiveRun,
    active: ActiveTaskRun,
    task: PlanTask,
    scope: Scope,
    resolved: ResolvedConfig,
  ): void {
    if ('failed' in resolved) return this.#failToStart(run, active, resolved.failed);
    const type = this.#options.registry.get(task.definition.type);
    const now = this.#options.clock.now();
    const attempt = this.#open(run, active, resolved.masked, now);
    const context = {
      runId: run.record.id,
      path: active.path,
      attempt: active.attempt,
      now,
      evaluate: (source: string) => this.#options.expressions.get(source).evaluate(scope),
    };
    switch (type.kind) {
      case 'pure': {
        const respond = (response: LiveRun['response']): void => {
          run.response ??= response;
        };
        return this.#settle(run, active.seq, resolved.secrets, () =>
          type.run(resolved.config, { ...context, respond }),
        );
      }
      case 'effect':
        attempt.effect = { config: resolved.config, secrets: resolved.secrets };
        run.effectsToStart.push(active.seq);
        return;
      case 'wait':
        return this.#beginWait(run, active, task, resolved.secrets, () =>
          type.begin(resolved.config, context),
        );
      case 'end': {
        const { outcome, terminate } = type.run(resolved.config);
        return this.#outcomes.end(run, active.seq, {
          outcome: outcome ?? 'success',
          output: undefined,
          terminate,
        });
      }
    }
  }

  #open(run: LiveRun, active: ActiveTaskRun, input: unknown, now: number): LiveAttempt {
    const known = run.attempts.get(active.seq);
    if (known) return known;
    const record: TaskRunRecord = {
      seq: active.seq,
      firstSeq: active.firstSeq,
      taskId: run.plan.tasks[active.taskIndex]?.id ?? '',
      path: active.path,
      attempt: active.attempt,
      status: 'running',
      outcome: null,
      input,
      output: undefined,
      error: null,
      taken: null,
      endedSeq: null,
      wakeAt: null,
      wait: null,
      startedAt: now,
      finishedAt: null,
    };
    const attempt: LiveAttempt = { record, stored: false, dirty: true };
    run.attempts.set(active.seq, attempt);
    return attempt;
  }

  #failToStart(run: LiveRun, active: ActiveTaskRun, error: unknown): void {
    this.#open(run, active, undefined, this.#options.clock.now());
    this.#outcomes.fail(run, active.seq, toFailure(error));
  }

  /** Runs pure work, at once when it is synchronous. */
  #settle(
    run: LiveRun,
    seq: number,
    secrets: readonly string[],
    work: () => TaskResult | Promise<TaskResult>,
  ): void {
    const fail = (error: unknown): void => this.#outcomes.fail(run, seq, redact(toFailure(error), secrets));
    let result: TaskResult | Promise<TaskResult>;
    try {
      result = work();
    } catch (error) {
      return fail(error);
    }
    if (!(result instanceof Promise)) return this.#outcomes.end(run, seq, redact(result, secrets));
    const pending = result;
    void this.busyWith(run, async () => {
      try {
        this.#outcomes.end(run, seq, redact(await pending, secrets));
      } catch (error) {
        fail(error);
      }
    });
  }

  #beginWait(
    run: LiveRun,
    active: ActiveTaskRun,
    task: PlanTask,
    secrets: readonly string[],
    begin: () => Wait | Promise<Wait>,
  ): void {
    const fail = (error: unknown): void =>
      this.#outcomes.fail(run, active.seq, redact(toFailure(error), secrets));
    const park = (wait: Wait): void => {
      if (run.state.active.has(active.seq)) this.#park(run, active, task, redact(wait, secrets));
    };
    try {
      const wait = begin();
      if (!(wait instanceof Promise)) return park(wait);
      void this.busyWith(run, async () => {
        try {
          park(await wait);
        } catch (error) {
          fail(error);
        }
      });
    } catch (error) {
      fail(error);
    }
  }

  #park(run: LiveRun, active: ActiveTaskRun, task: PlanTask, wait: Wait): void {
    const attempt = run.attempts.get(active.seq);
    if (!attempt) return;
    const now = this.#options.clock.now();
    const timeoutAt = task.timeoutMs === null ? undefined : attempt.record.startedAt + task.timeoutMs;
    const timers = [wait.wakeAt, timeoutAt].filter((at) => at !== undefined);
    const record: WaitRecord = { kind: 'timer', wakeAt: wait.wakeAt, timeoutAt };
    if (wait.event) {
      const { name, match, keepEarly } = wait.event;
      Object.assign(record, { kind: 'event', name, match, keepEarly });
    }
    if (wait.person) {
      const humanTaskId = uuidv7(now);
      Object.assign(record, { kind: 'person', name: `human:${humanTaskId}`, humanTaskId });
      run.humanTasks.push({
        id: humanTaskId,
        taskSeq: active.seq,
        taskId: task.id,
        path: active.path,
        createdAt: now,
        ...wait.person,
      });
    }
    changeAttempt(attempt, {
      status: 'waiting',
      wait: record,
      wakeAt: timers.length === 0 ? null : Math.min(...timers),
    });
    // Nothing to wait for: the time has come already.
    if (record.kind === 'timer' && wait.wakeAt !== undefined && wait.wakeAt <= now) {
      this.wake(run, active.seq, { kind: 'timer' });
    } else if (record.name !== undefined && run.signals.length > 0) this.#options.lookForSignals(run);
  }
}
