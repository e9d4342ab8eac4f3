import type { ActiveTaskRun, PlanTask } from '@innoflow/engine';
import type { EffectContext, TaskRegistry, TaskResult } from '@innoflow/tasks';
import type { Advancer } from './advance.ts';
import { type EffectOutcome, toFailure } from './failures.ts';
import { type LiveRun, taskOf } from './live-run.ts';
import type { Clock, Effects, Logger } from './ports.ts';
import { redact } from './redact.ts';

export type EffectRunnerOptions = {
  clock: Clock;
  registry: TaskRegistry;
  effects: Effects;
  advancer: Advancer;
  logger: Logger;
};

/**
 * Runs effects whose rows are committed (E3). Each has an abort signal (E8), a timeout, and the same idempotency key in
 * every attempt and after a crash (E6): it names the run and the position of the first attempt.
 */
export class EffectRunner {
  readonly #options: EffectRunnerOptions;

  constructor(options: EffectRunnerOptions) {
    this.#options = options;
  }

  /** Starts the effect; its end comes back through the advancer. */
  run(live: LiveRun, seq: number): void {
    const { registry, clock, advancer } = this.#options;
    const active = live.state.active.get(seq);
    const attempt = live.attempts.get(seq);
    if (!active || !attempt?.effect) return;
    const task = taskOf(live, active);
    const type = registry.get(task.definition.type);
    if (type.kind !== 'effect') return;

    const controller = new AbortController();
    live.running.set(seq, controller);
    const stopTimer =
      task.timeoutMs === null ? undefined : clock.setTimer(() => advancer.timeOut(live, seq), task.timeoutMs);
    const { config, secrets } = attempt.effect;
    const context = this.#contextOf(live, active, task, secrets, controller.signal);
    void this.#outcomeOf(() => type.run(config, context), secrets).then((outcome) => {
      stopTimer?.();
      // Withdrawn meanwhile: cancelled, timed out, or the run is another worker's now.
      if (live.dropped || live.running.get(seq) !== controller) return;
      advancer.effectEnded(live, seq, outcome);
    });
  }

  async #outcomeOf(run: () => Promise<TaskResult>, secrets: readonly string[]): Promise<EffectOutcome> {
    try {
      return { result: redact(await run(), secrets) };
    } catch (error) {
      return { failure: redact(toFailure(error), secrets) };
    }
  }

  #contextOf(
    live: LiveRun,
    active: ActiveTaskRun,
    task: PlanTask,
    secrets: readonly string[],
    signal: AbortSignal,
  ): EffectContext {
    const { effects, clock, logger } = this.#options;
    const fields = { runId: live.record.id, taskId: task.id, attempt: active.attempt };
    return {
      fetch: (url, init) => effects.fetch(url, init),
      sendMail: (message) => effects.sendMail(message, { signal }),
      runId: live.record.id,
      path: active.path,
      attempt: active.attempt,
      now: clock.now(),
      evaluate: () => {
        throw new Error(`${task.definition.type} declares no expressions`);
      },
      idempotencyKey: `${live.record.id}:${active.firstSeq}`,
      signal,
      log: (level, message) => logger[level](fields, redact(message, secrets)),
    };
  }
}
