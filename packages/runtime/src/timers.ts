import type { Clock, JournalStore, Logger } from './ports.ts';

const BATCH = 500;
const LONGEST_SLEEP_MS = 30_000;
const AFTER_ERROR_MS = 1_000;

export type TimersOptions = {
  clock: Clock;
  store: JournalStore;
  workerId: string;
  logger: Logger;
  /** Runs with a due timer. Resolves once they were looked at. */
  look(runIds: readonly string[]): Promise<void>;
};

/**
 * Timers lie in the database (E7); in memory there is only the time at which the earliest is due. `arm` is called
 * after each commit that set one.
 */
export class Timers {
  readonly #options: TimersOptions;
  #cancel: (() => void) | undefined;
  #nextAt = Number.POSITIVE_INFINITY;
  #firing: Promise<void> | undefined;
  #stopped = false;

  constructor(options: TimersOptions) {
    this.#options = options;
  }

  start(): void {
    this.arm(this.#options.clock.now());
  }

  /** Resolves when nothing is looked at any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#firing;
  }

  /** Makes sure that the timers are looked at no later than `at`, milliseconds since 1970. */
  arm(at: number): void {
    if (this.#stopped || at >= this.#nextAt) return;
    this.#nextAt = at;
    if (this.#firing) return;
    this.#cancel?.();
    const { clock } = this.#options;
    const delay = Math.min(LONGEST_SLEEP_MS, Math.max(0, at - clock.now()));
    this.#cancel = clock.setTimer(() => {
      this.#firing = this.#fire();
    }, delay);
  }

  async #fire(): Promise<void> {
    const { clock, store, workerId, look, logger } = this.#options;
    this.#nextAt = Number.POSITIVE_INFINITY;
    let next = clock.now() + LONGEST_SLEEP_MS;
    try {
      const now = clock.now();
      const due = await store.findDue(workerId, now, BATCH);
      if (due.length > 0) await look(due);
      next = due.length === BATCH ? now : Math.min(next, (await store.findNextWake(workerId, now)) ?? next);
    } catch (error) {
      logger.warn({ err: error }, 'timers could not be looked at; trying again');
      next = clock.now() + AFTER_ERROR_MS;
    }
    this.#firing = undefined;
    const armed = Math.min(next, this.#nextAt);
    this.#nextAt = Number.POSITIVE_INFINITY;
    this.arm(armed);
  }
}
