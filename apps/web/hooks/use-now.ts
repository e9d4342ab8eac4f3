import { useSyncExternalStore } from 'react';

/** One clock for each beat, so that every relative time and running duration of a page ticks together. */
class Clock {
  readonly #everyMs: number;
  readonly #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #now = Date.now();

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  /** A field, because React subscribes anew whenever it gets another function. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#timer === undefined) {
      this.#now = Date.now();
      this.#timer = setInterval(() => this.#tick(), this.#everyMs);
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  };

  readonly now = (): number => this.#now;

  #tick(): void {
    this.#now = Date.now();
    for (const listener of this.#listeners) listener();
  }
}

const clocks = { 1_000: new Clock(1_000), 15_000: new Clock(15_000) } as const;

/** The time now, renewed every `everyMs` milliseconds while somebody looks. */
export function useNow(everyMs: keyof typeof clocks): number {
  const clock = clocks[everyMs];
  return useSyncExternalStore(clock.subscribe, clock.now, clock.now);
}
