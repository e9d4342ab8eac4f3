/**
 * Group commit: the changes of all runs that have settled go to the store together, one flush after the other.
 *
 * E2  Whoever waits for a start is told after the commit that holds it.
 * E3  Effects start after the commit that holds their rows.
 * E5  A run whose writes the store refuses is dropped at once: another worker has it.
 */
import type { CommitEntry } from './journal-rows.ts';
import type { LiveRun } from './live-run.ts';
import { type JournalStore, type Logger, StoreUnavailable } from './ports.ts';

const MAX_RUNS = 1_000;
const MAX_TASK_RUNS = 10_000;
const MAX_RETRY_DELAY_MS = 2_000;

export type Flushed = { run: LiveRun; entry: CommitEntry; effects: readonly number[]; answered: boolean };

export type FlusherOptions = {
  store: JournalStore;
  workerId: string;
  logger: Logger;
  committed(flushed: readonly Flushed[]): void;
  refused(run: LiveRun): void;
  broken(run: LiveRun, error: unknown): void;
};

export class Flusher {
  readonly #options: FlusherOptions;
  readonly #settled = new Set<LiveRun>();
  #flushing: Promise<void> | undefined;
  #stopped = false;

  constructor(options: FlusherOptions) {
    this.#options = options;
  }

  add(run: LiveRun): void {
    this.#settled.add(run);
    // A turn of the event loop later, so that what arrives together is committed together.
    this.#flushing ??= new Promise((resolve) => {
      setImmediate(() => void this.#loop().then(resolve));
    });
  }

  /** Resolves when everything added so far is committed, or given up by stop(). */
  async idle(): Promise<void> {
    while (this.#flushing) await this.#flushing;
  }

  /** Gives up what cannot be committed because the database is away. */
  stop(): void {
    this.#stopped = true;
  }

  async #loop(): Promise<void> {
    try {
      while (this.#settled.size > 0) await this.#flush(this.#take());
    } finally {
      this.#flushing = undefined;
    }
  }

  #take(): Flushed[] {
    const batch: Flushed[] = [];
    let taskRuns = 0;
    for (const run of this.#settled) {
      if (batch.length >= MAX_RUNS || taskRuns >= MAX_TASK_RUNS) break;
      this.#settled.delete(run);
      // One that is busy again comes back when it has settled.
      if (run.dropped || run.busy > 0 || !run.dirty) continue;
      const flushed = snapshot(run);
      taskRuns += flushed.entry.inserts.length + flushed.entry.updates.length;
      batch.push(flushed);
    }
    return batch;
  }

  async #flush(batch: readonly Flushed[]): Promise<void> {
    if (batch.length === 0) return;
    let accepted: ReadonlySet<string>;
    try {
      accepted = await this.#commit(batch);
    } catch (error) {
      if (batch.length === 1 && batch[0]) return this.#options.broken(batch[0].run, error);
      // One entry that the database refuses must not take the others with it.
      for (const flushed of batch) await this.#flush([flushed]);
      return;
    }
    const committed: Flushed[] = [];
    for (const flushed of batch) {
      if (accepted.has(flushed.entry.run.id)) committed.push(flushed);
      else this.#options.refused(flushed.run);
    }
    this.#options.committed(committed);
  }

  async #commit(batch: readonly Flushed[]): Promise<ReadonlySet<string>> {
    const { store, workerId, logger } = this.#options;
    const entries = batch.map((flushed) => flushed.entry);
    for (let failures = 0; ; failures += 1) {
      try {
        return await store.commit(workerId, entries, failures > 0);
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || this.#stopped) throw error;
        if (failures === 0)
          logger.warn({ runs: batch.length }, 'the database is away; the flush waits for it');
        await new Promise((resolve) => setTimeout(resolve, Math.min(MAX_RETRY_DELAY_MS, 50 * 2 ** failures)));
      }
    }
  }
}

/** Takes what has changed of a run; from here on it counts as written. */
function snapshot(run: LiveRun): Flushed {
  const release = run.finished || run.parked;
  const { record } = run;
  if (!run.finished) record.status = run.parked && run.state.active.size > 0 ? 'waiting' : 'running';
  record.lastSeq = run.state.lastSeq;
  record.wakeAt = run.nextWake;

  if (run.finished) {
    // Nothing will take what is left; position 0 says so, and the pending signals stay few.
    for (const signal of run.signals) run.consumed.push({ signalId: signal.id, seq: 0 });
    run.signals = [];
  }
  const inserts: CommitEntry['inserts'][number][] = [];
  const updates: CommitEntry['updates'][number][] = [];
  for (const [seq, attempt] of run.attempts) {
    if (attempt.dirty) (attempt.stored ? updates : inserts).push(attempt.record);
    attempt.stored = true;
    attempt.dirty = false;
    if (attempt.record.endedSeq !== null) run.attempts.delete(seq);
  }
  const entry: CommitEntry = {
    run: { ...record },
    insert: !run.stored,
    release,
    inserts,
    updates,
    consumed: run.consumed,
    humanTasks: run.humanTasks,
    withdrawn: run.withdrawn,
  };
  const effects = run.effectsToStart;
  run.stored = true;
  run.effectsToStart = [];
  run.consumed = [];
  run.humanTasks = [];
  run.withdrawn = [];
  run.dirty = false;
  run.releasing = release;
  return { run, entry, effects, answered: run.response !== null };
}
