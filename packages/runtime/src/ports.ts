import type { Plan } from '@innoflow/engine';
import type { EffectContext, MailMessage } from '@innoflow/tasks';
import type { ClaimedRun, CommitEntry, DecisionRequest, SignalRecord } from './journal-rows.ts';

/** The ports that the runtime stands on. The simulation of step 2 puts its own behind them. */

export type Clock = {
  /** Milliseconds since 1970. */
  now(): number;
  /** In [0, 1). */
  random(): number;
  setTimer(run: () => void, delayMs: number): () => void;
};

export type Logger = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

/** A compiled version with what expressions see as `workflow`. */
export type LoadedPlan = { plan: Plan; workflow: { id: string; name: string; version: number } };

export type PlanSource = {
  /** Cached; throws AppError `not_found` for a version that does not exist. */
  getPlan(workflowId: string, version: number): LoadedPlan | Promise<LoadedPlan>;
};

export type SecretSource = {
  /** Values by name; names that do not exist are left out. */
  getSecrets(organizationId: string, names: readonly string[]): Promise<ReadonlyMap<string, string>>;
};

/** The parts of an effect's context that reach outside. */
export type Effects = {
  fetch: EffectContext['fetch'];
  /** The signal ends the delivery when the task run is cancelled. */
  sendMail(message: MailMessage, options: { signal: AbortSignal }): ReturnType<EffectContext['sendMail']>;
};

/** Says "look at run X" to whichever worker is there; may lose or double a message, the store's sweeps make up for it. */
export type Dispatcher = {
  dispatch(runId: string): void;
  /** Returns the way to stop. */
  subscribe(look: (runIds: readonly string[]) => void): () => void;
};

export type JournalStore = {
  /** Marks the worker alive; when `exclusive`, no other worker can be there and all others count as dead. */
  registerWorker(workerId: string, name: string, exclusive: boolean): Promise<void>;
  heartbeat(workerId: string): Promise<void>;
  unregisterWorker(workerId: string): Promise<void>;

  /**
   * Writes the entries in one transaction, each under its run's epoch (E5). Returns the ids of the runs whose writes
   * were accepted. `retry`: an earlier try of the same entries may or may not have been committed.
   * Throws StoreUnavailable when the database cannot be reached.
   */
  commit(workerId: string, entries: readonly CommitEntry[], retry: boolean): Promise<ReadonlySet<string>>;

  /** Takes over those of the runs that are unfinished and not with a live worker, raising their epoch. */
  claim(workerId: string, runIds: readonly string[]): Promise<ClaimedRun[]>;
  /** For runs that this worker has: signals that nothing has taken, and whether cancellation was asked for. */
  loadWakes(
    runIds: readonly string[],
  ): Promise<Map<string, { signals: SignalRecord[]; cancelRequested: boolean }>>;

  /** Runs whose timer is due and that are with nobody or with this worker, earliest first. */
  findDue(workerId: string, now: number, limit: number): Promise<string[]>;
  /** When the next timer after `now` is due. */
  findNextWake(workerId: string, now: number): Promise<number | null>;
  /**
   * Unfinished runs that nobody looks at although they have something to do: owner dead, signal or cancellation
   * untaken. Signals kept for a later wait look the same, so only those of the last seconds count unless `allSignals`.
   */
  findNeglected(workerId: string, limit: number, allSignals: boolean): Promise<string[]>;

  /** Both throw AppError `not_found` or `run_finished`. */
  insertSignal(
    organizationId: string,
    runId: string,
    name: string,
    payload: unknown,
  ): Promise<{ id: string; createdAt: Date }>;
  requestCancel(organizationId: string, runId: string): Promise<void>;
  /** Completes an open human task and inserts its signal; the run's id, or undefined when it was not open. */
  decideHumanTask(request: DecisionRequest): Promise<string | undefined>;
  /** Closes a human task whose time is over; false when a decision came first. */
  expireHumanTask(humanTaskId: string): Promise<boolean>;
};

/** The database could not be reached, or the connection broke: whether the last statement was committed is unknown. */
export class StoreUnavailable extends Error {
  constructor(cause: unknown) {
    super('the database cannot be reached', { cause });
    this.name = 'StoreUnavailable';
  }
}
