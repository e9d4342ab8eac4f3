import { hash } from 'node:crypto';
import type { Auth } from '../../plugins/access.ts';

type Entry = { auth: Auth | null; until: number; pending: Promise<Auth | null> | undefined };

/**
 * Remembers for some seconds who a token is for, by the hash of the token.
 *
 * 1. An answer is used for at most `ttlMs`, and never after the token's own end.
 * 2. What was forgotten is read again by the next request; an answer that was under way then is not kept.
 * 3. Requests that come together for one token read once.
 */
export class SessionMemory {
  readonly #entries = new Map<string, Entry>();
  readonly #ttlMs: number;
  readonly #capacity: number;

  constructor({ ttlMs = 5_000, capacity = 20_000 }: { ttlMs?: number; capacity?: number } = {}) {
    this.#ttlMs = ttlMs;
    this.#capacity = capacity;
  }

  /** Who the token is for, from memory or else by `read`. `endsAt` (milliseconds) is the token's own end. */
  find(
    token: string,
    now: number,
    read: () => Promise<{ auth: Auth | null; endsAt: number }>,
  ): Auth | null | Promise<Auth | null> {
    const key = hash('sha256', token, 'base64');
    const kept = this.#entries.get(key);
    if (kept?.pending) return kept.pending;
    if (kept && kept.until > now) return kept.auth;
    const entry: Entry = { auth: null, until: 0, pending: undefined };
    entry.pending = read().then(
      ({ auth, endsAt }) => {
        entry.auth = auth;
        entry.until = Math.min(now + this.#ttlMs, endsAt);
        entry.pending = undefined;
        return auth;
      },
      (error: unknown) => {
        if (this.#entries.get(key) === entry) this.#entries.delete(key);
        throw error;
      },
    );
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (this.#entries.size > this.#capacity) this.#dropOldest();
    return entry.pending;
  }

  /** Forgets a session at once, e.g. after logout. */
  forgetSession(sessionId: string): void {
    this.#forget((auth) => auth?.sessionId === sessionId);
  }

  /** Forgets all sessions of a user at once, e.g. after a change of role or a ban. */
  forgetUser(userId: string): void {
    this.#forget((auth) => auth?.userId === userId);
  }

  #forget(matches: (auth: Auth | null) => boolean): void {
    for (const [key, entry] of this.#entries) {
      if (entry.pending || matches(entry.auth)) this.#entries.delete(key);
    }
  }

  #dropOldest(): void {
    const oldest = this.#entries.keys().next();
    if (!oldest.done) this.#entries.delete(oldest.value);
  }
}
