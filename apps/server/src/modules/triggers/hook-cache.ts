/** A live webhook with all that answering a call needs. */
export type Hook = {
  triggerId: string;
  organizationId: string;
  workflowId: string;
  version: number;
  sync: boolean;
  /** Of the signature; null when calls need none. */
  secret: string | null;
  /** Throws `input_invalid` when it breaks the input schema of the workflow. */
  assertInput(input: unknown): void;
};

type Entry = { hook: Hook | null; loadedAt: number };

/** Another process may change a trigger without our knowing: nothing older is used. */
const MAX_AGE_MS = 2_000;
/** From here on it is read again while it is still used, so that busy hooks never wait. */
const REFRESH_AGE_MS = 1_000;
const MOST_KEPT = 20_000;

/**
 * Webhooks by path, so that a call asks the database nothing. Paths at which there is none are remembered too.
 *
 * H1 Nothing is used that is older than two seconds.
 * H2 Nothing that was read before `clear()` is used after it.
 * H3 However many calls come, one path is read once at a time.
 */
export class HookCache {
  readonly #load: (path: string) => Promise<Hook | null>;
  readonly #now: () => number;
  #entries = new Map<string, Entry>();
  #loading = new Map<string, Promise<Hook | null>>();

  constructor(load: (path: string) => Promise<Hook | null>, now: () => number = () => performance.now()) {
    this.#load = load;
    this.#now = now;
  }

  /** Synchronous when it is known. */
  get(path: string): Hook | null | Promise<Hook | null> {
    const entry = this.#entries.get(path);
    if (entry === undefined) return this.#read(path);
    const age = this.#now() - entry.loadedAt;
    if (age < REFRESH_AGE_MS) return entry.hook;
    const reading = this.#read(path);
    if (age >= MAX_AGE_MS) return reading;
    reading.catch(() => undefined); // whoever comes once the entry is too old is told
    return entry.hook;
  }

  /** Forgets everything: a trigger or a workflow has changed. */
  clear(): void {
    this.#entries = new Map();
    this.#loading = new Map();
  }

  #read(path: string): Promise<Hook | null> {
    const [entries, loading] = [this.#entries, this.#loading];
    const under = loading.get(path);
    if (under) return under;
    const readAt = this.#now();
    const reading = this.#load(path)
      .then((hook) => {
        // Into the maps as they were: after clear() nobody looks there any more.
        entries.delete(path);
        entries.set(path, { hook, loadedAt: readAt });
        const [oldest] = entries.keys();
        if (entries.size > MOST_KEPT && oldest !== undefined) entries.delete(oldest);
        return hook;
      })
      .finally(() => loading.delete(path));
    loading.set(path, reading);
    return reading;
  }
}
