import { AppError } from '@innoflow/contracts';

/** Counts attempts by key in windows of a fixed length; over the limit they are refused until the window ends. */
export class AttemptLimiter {
  readonly #windows = new Map<string, { count: number; endsAt: number }>();
  readonly #limit: number;
  readonly #windowMs: number;

  constructor({ limit, windowMs = 60_000 }: { limit: number; windowMs?: number }) {
    this.#limit = limit;
    this.#windowMs = windowMs;
  }

  /** Throws `rate_limited` when the key has used up its attempts; its `retryAfter` is in seconds. */
  assertAllowed(key: string, now: number = Date.now()): void {
    const window = this.#windows.get(key);
    if (!window || window.endsAt <= now || window.count < this.#limit) return;
    const retryAfter = Math.max(1, Math.ceil((window.endsAt - now) / 1000));
    throw new AppError('rate_limited', {
      detail: `Too many attempts. Wait ${retryAfter} s and try again.`,
      extra: { retryAfter },
    });
  }

  count(key: string, now: number = Date.now()): void {
    const window = this.#windows.get(key);
    if (window && window.endsAt > now) {
      window.count += 1;
      return;
    }
    if (this.#windows.size >= 10_000) this.#dropEnded(now);
    this.#windows.set(key, { count: 1, endsAt: now + this.#windowMs });
  }

  #dropEnded(now: number): void {
    for (const [key, window] of this.#windows) {
      if (window.endsAt <= now) this.#windows.delete(key);
    }
  }
}
