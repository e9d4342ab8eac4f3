import type { TaskRegistry } from '@innoflow/tasks';
import type { Advancer } from './advance.ts';
import { toFailure } from './failures.ts';
import type { LiveRun } from './live-run.ts';
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

  run(live: LiveRun, seq: number): void {
    const { registry, effects, clock, advancer, logger } = this.#options;
    const active = live.state.active.get(seq);
    const attempt = live.attempts.get(seq);
    const task = active && live.plan.tasks[active.taskIndex];
    if (!active || !task || !attempt?.effect) return;
    const type = registry.get(task.definition.type);
    if (type.kind !== 'effect') return;

    const controller = new AbortController();
    live.running.set(seq, controller);
    const { config, secrets } = attempt.effect;
    const stopTimer =
      task.timeoutMs === null ? undefined : clock.setTimer(() => advancer.timeOut(live, seq), task.timeoutMs);
    const fields = { runId: live.record.id, taskId: task.id, attempt: active.attempt };
    type
      .run(config, {
        fetch: (url, init) => effects.fetch(url, init),
        sendMail: (message) => effects.sendMail(message, { signal: controller.signal }),
        runId: live.record.id,
        path: active.path,
        attempt: active.attempt,
        now: clock.now(),
        evaluate: () => {
          throw new Error(`${type.type} declares no expressions`);
        },
        idempotencyKey: `${live.record.id}:${active.firstSeq}`,
        signal: controller.signal,
        log: (level, message) => logger[level](fields, redact(message, secrets)),
      })
      .then(
        (result) => ({ result: redact(result, secrets) }),
        (error: unknown) => ({ failure: redact(toFailure(error), secrets) }),
      )
      .then((outcome) => {
        stopTimer?.();
        // Withdrawn meanwhile: cancelled, timed out, or the run is another worker's now.
        if (live.dropped || live.running.get(seq) !== controller) return;
        advancer.effectEnded(live, seq, outcome);
      });
  }
}
