/**
 * The worker: takes runs in, advances them, and gives them back.
 *
 * A run that the worker has is in `#live`, from its start or claim until its release; the owner and epoch of its row
 * say the same in the database. Everything else about a run is in the journal.
 */
import { hostname } from 'node:os';
import { AppError } from '@innoflow/contracts';
import { uuidv7 } from '@innoflow/db';
import { initialState } from '@innoflow/engine';
import type { TaskRegistry } from '@innoflow/tasks';
import { Advancer } from './advance.ts';
import type { CommittedChange, RuntimeApi, StartedRun, StartRun, StartWait } from './api.ts';
import { ConfigResolver } from './config-resolver.ts';
import { EffectRunner } from './effect-runner.ts';
import { Expressions } from './expressions.ts';
import { describe } from './failures.ts';
import { type Flushed, Flusher } from './flusher.ts';
import type { ClaimedRun, RunRecord } from './journal-rows.ts';
import { LiveRun } from './live-run.ts';
import { newRecord } from './new-record.ts';
import type { Clock, Dispatcher, Effects, JournalStore, Logger, PlanSource, SecretSource } from './ports.ts';
import { recoverRun } from './recover.ts';
import { ReplayError } from './replay.ts';
import { systemClock } from './system-clock.ts';
import { Timers } from './timers.ts';
import { settleWaiters, waitFor } from './waiters.ts';
import { Waits } from './waits.ts';

const HEARTBEAT_MS = 3_000;
const SWEEP_MS = 5_000;
const CLAIM_BATCH = 200;

export type RuntimeOptions = {
  store: JournalStore;
  plans: PlanSource;
  registry: TaskRegistry;
  secrets: SecretSource;
  effects: Effects;
  dispatcher: Dispatcher;
  logger: Logger;
  clock?: Clock;
  /** No other worker can be on this database: take over at once whatever an earlier one left. */
  exclusive?: boolean;
};

export class Runtime implements RuntimeApi {
  readonly #workerId = uuidv7();
  readonly #options: RuntimeOptions;
  readonly #clock: Clock;
  readonly #live = new Map<string, LiveRun>();
  /** Runs whose claim is under way; true when somebody asked for another look meanwhile. */
  readonly #claiming = new Map<string, boolean>();
  /** Runs that parked while somebody waits for them; their waiters go over to whom it is taken over as. */
  readonly #awaited = new Map<string, LiveRun>();
  /** Runs of ours that an error put aside; the next sweep takes them up again. */
  readonly #unfinished = new Set<string>();
  readonly #listeners = new Set<(changes: readonly CommittedChange[]) => void>();
  readonly #advancer: Advancer;
  readonly #effects: EffectRunner;
  readonly #flusher: Flusher;
  readonly #waits: Waits;
  readonly #timers: Timers;
  readonly #stops: (() => void)[] = [];
  /** Background work under way, which stop() waits for. */
  readonly #background = new Set<Promise<void>>();
  #accepting = false;

  constructor(options: RuntimeOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    const { store, registry, logger, effects } = options;
    const clock = this.#clock;
    const expressions = new Expressions();
    this.#flusher = new Flusher({
      store,
      workerId: this.#workerId,
      logger,
      committed: (flushed) => this.#committed(flushed),
      refused: (run) =>
        this.#drop(run, new AppError('internal_error', { detail: 'Another worker has the run.' })),
      broken: (run, error) => this.#broken(run, error),
    });
    this.#advancer = new Advancer({
      clock,
      registry,
      expressions,
      configs: new ConfigResolver(registry, options.secrets),
      settled: (run) => this.#flusher.add(run),
      lookForSignals: (run) => void this.#look(run),
      broken: (run, error) => this.#broken(run, error),
    });
    this.#effects = new EffectRunner({ clock, registry, effects, advancer: this.#advancer, logger });
    this.#waits = new Waits({ clock, store, advancer: this.#advancer, expressions });
    this.#timers = new Timers({
      clock,
      store,
      workerId: this.#workerId,
      logger,
      look: (runIds) => this.#lookAt(runIds),
    });
  }

  get liveRuns(): number {
    return this.#live.size;
  }

  async start(): Promise<void> {
    const { store, dispatcher } = this.#options;
    await store.registerWorker(
      this.#workerId,
      `${hostname()}/${process.pid}`,
      this.#options.exclusive ?? false,
    );
    this.#accepting = true;
    this.#stops.push(dispatcher.subscribe((runIds) => void this.#guarded(this.#lookAt(runIds))));
    this.#every(HEARTBEAT_MS, () => store.heartbeat(this.#workerId));
    this.#every(SWEEP_MS, () => this.#sweep(false));
    void this.#guarded(this.#sweep(true));
    this.#timers.start();
  }

  async stop(graceMs = 10_000): Promise<void> {
    if (!this.#accepting) return;
    this.#accepting = false;
    for (const stop of this.#stops.splice(0)) stop();
    await this.#timers.stop();
    await Promise.all(this.#background);
    const until = Date.now() + graceMs;
    await this.#flusher.idle();
    while (
      Date.now() < until &&
      [...this.#live.values()].some((run) => run.running.size > 0 || run.busy > 0)
    ) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      await this.#flusher.idle();
    }
    this.#flusher.stop();
    for (const run of [...this.#live.values(), ...this.#awaited.values()]) {
      this.#drop(run, new AppError('shutting_down'));
    }
    this.#awaited.clear();
    // Runs that still ran belong to a worker that is gone now: another takes them over (E6).
    await this.#guarded(this.#options.store.unregisterWorker(this.#workerId));
  }

  onCommitted(listener: (changes: readonly CommittedChange[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async startRun(request: StartRun, wait: StartWait = { until: 'committed' }): Promise<StartedRun> {
    if (!this.#accepting) throw new AppError('shutting_down');
    const found = this.#options.plans.getPlan(request.workflowId, request.version);
    const loaded = found instanceof Promise ? await found : found;
    const record = newRecord(request, loaded, this.#clock.now());
    if (this.#live.has(record.id))
      throw new AppError('internal_error', { detail: `Run ${record.id} exists.` });
    const run = new LiveRun(record, loaded, initialState(), false);
    const started = waitFor(run, wait, this.#clock, () => this.#awaited.delete(record.id));
    this.#live.set(record.id, run);
    this.#advancer.begin(run);
    return started;
  }

  async signalRun(organizationId: string, runId: string, name: string, payload: unknown) {
    const signal = await this.#options.store.insertSignal(organizationId, runId, name, payload);
    this.#options.dispatcher.dispatch(runId);
    return signal;
  }

  async cancelRun(organizationId: string, runId: string): Promise<void> {
    await this.#options.store.requestCancel(organizationId, runId);
    this.#options.dispatcher.dispatch(runId);
  }

  async decideHumanTask(request: Parameters<RuntimeApi['decideHumanTask']>[0]): Promise<boolean> {
    const { organizationId, humanTaskId, outcome, values, comment, userId } = request;
    const decidedAt = new Date(this.#clock.now()).toISOString();
    const runId = await this.#options.store.decideHumanTask({
      organizationId,
      humanTaskId,
      decision: { outcome, values, comment, decidedBy: userId, decidedAt },
    });
    if (runId === undefined) return false;
    this.#options.dispatcher.dispatch(runId);
    return true;
  }

  /** Looks at runs that may have something to do: those that are here, and those that can be taken over. */
  async #lookAt(runIds: readonly string[]): Promise<void> {
    const here: LiveRun[] = [];
    const elsewhere: string[] = [];
    for (const runId of runIds) {
      const run = this.#live.get(runId);
      if (run?.releasing) run.lookAgain = true;
      else if (run) here.push(run);
      else if (this.#claiming.has(runId)) this.#claiming.set(runId, true);
      else elsewhere.push(runId);
    }
    await Promise.all([this.#lookHere(here), this.#claim(elsewhere)]);
  }

  async #lookHere(runs: readonly LiveRun[]): Promise<void> {
    const stored = runs.filter((run) => run.stored);
    if (stored.length === 0) return;
    const wakes = await this.#options.store.loadWakes(stored.map((run) => run.record.id));
    await Promise.all(
      stored.map(async (run) => {
        const wake = wakes.get(run.record.id);
        if (!wake || run.dropped) return;
        if (run.releasing) run.lookAgain = true;
        else await this.#take(run, wake.signals, wake.cancelRequested);
      }),
    );
  }

  async #claim(runIds: readonly string[]): Promise<void> {
    if (!this.#accepting) return;
    for (let from = 0; from < runIds.length; from += CLAIM_BATCH) {
      const batch = runIds.slice(from, from + CLAIM_BATCH);
      for (const runId of batch) this.#claiming.set(runId, false);
      try {
        const claimed = await this.#options.store.claim(this.#workerId, batch);
        await Promise.all(claimed.map((run) => this.#takeOver(run)));
      } finally {
        for (const runId of batch) {
          if (this.#claiming.get(runId)) this.#options.dispatcher.dispatch(runId);
          this.#claiming.delete(runId);
        }
      }
    }
  }

  async #takeOver(claimed: ClaimedRun): Promise<void> {
    const { id, workflowId, version, cancelRequested } = claimed.run;
    try {
      const run = recoverRun(claimed, await this.#options.plans.getPlan(workflowId, version));
      this.#live.set(id, run);
      this.#passWaiters(run);
      this.#advancer.recover(run);
      await this.#take(run, claimed.signals, cancelRequested);
    } catch (error) {
      this.#options.logger.error({ err: error, runId: id }, 'the run cannot be recovered');
      this.#unfinished.add(id);
      if (!(error instanceof ReplayError)) return;
      await this.#giveUp(claimed.run, error);
      this.#unfinished.delete(id);
    }
  }

  /** Ends a run whose journal cannot be followed any more; trying again would change nothing. */
  async #giveUp(run: RunRecord, error: ReplayError): Promise<void> {
    const failed: RunRecord = {
      ...run,
      status: 'failed',
      error: describe('journal_invalid', error.message),
      wakeAt: null,
      finishedAt: this.#clock.now(),
    };
    const nothing = { inserts: [], updates: [], consumed: [], humanTasks: [], withdrawn: [] };
    const entry = { run: failed, insert: false, release: true, ...nothing };
    await this.#options.store.commit(this.#workerId, [entry], false);
  }

  #passWaiters(run: LiveRun): void {
    const parked = this.#awaited.get(run.record.id);
    if (!parked) return;
    this.#awaited.delete(run.record.id);
    run.waiters = parked.waiters;
    for (const waiter of run.waiters) waiter.run = run;
  }

  async #take(run: LiveRun, signals: ClaimedRun['signals'], cancelRequested: boolean): Promise<void> {
    if (cancelRequested) return this.#advancer.cancel(run);
    this.#waits.note(run, signals);
    await this.#look(run);
  }

  #look(run: LiveRun): Promise<void> {
    return this.#advancer.busyWith(run, () => this.#waits.look(run));
  }

  async #sweep(allSignals: boolean): Promise<void> {
    const neglected = await this.#options.store.findNeglected(this.#workerId, 10_000, allSignals);
    // Whatever fails again adds itself again.
    const putAside = [...this.#unfinished];
    this.#unfinished.clear();
    try {
      await this.#lookAt([...neglected, ...putAside]);
    } catch (error) {
      for (const runId of putAside) this.#unfinished.add(runId);
      throw error;
    }
  }

  #committed(flushed: readonly Flushed[]): void {
    const changes: CommittedChange[] = [];
    for (const { run, entry, effects, answered } of flushed) {
      changes.push({
        organizationId: entry.run.organizationId,
        workflowId: entry.run.workflowId,
        runId: entry.run.id,
        status: entry.run.status,
        lastSeq: entry.run.lastSeq,
        taskSeqs: [...entry.inserts, ...entry.updates].map((taskRun) => taskRun.seq),
        humanTasksChanged: entry.humanTasks.length + entry.withdrawn.length + entry.consumed.length > 0,
      });
      if (run.dropped) continue;
      settleWaiters(run, entry.run, answered);
      if (entry.run.wakeAt !== null) this.#timers.arm(entry.run.wakeAt);
      if (entry.release) {
        this.#live.delete(entry.run.id);
        if (run.waiters.length > 0) this.#awaited.set(entry.run.id, run);
        if (run.lookAgain && entry.run.finishedAt === null) this.#options.dispatcher.dispatch(entry.run.id);
      } else for (const seq of effects) this.#effects.run(run, seq);
    }
    if (changes.length === 0) return;
    for (const listener of this.#listeners) {
      try {
        listener(changes);
      } catch (error) {
        this.#options.logger.error({ err: error }, 'a listener to commits failed');
      }
    }
  }

  /** Forgets a run: its row is another's, or will be taken over. */
  #drop(run: LiveRun, reason: Error): void {
    run.dropped = true;
    if (this.#live.get(run.record.id) === run) this.#live.delete(run.record.id);
    for (const controller of run.running.values()) controller.abort(reason);
    run.running.clear();
    for (const waiter of run.waiters.splice(0)) waiter.refuse(reason);
  }

  #broken(run: LiveRun, error: unknown): void {
    this.#options.logger.error({ err: error, runId: run.record.id }, 'the run cannot be advanced here');
    this.#drop(run, new AppError('internal_error', { cause: error }));
    if (run.committed) this.#unfinished.add(run.record.id);
  }

  #every(intervalMs: number, work: () => Promise<void>): void {
    let stop = (): void => undefined;
    const next = (): void => {
      stop = this.#clock.setTimer(() => {
        void this.#guarded(work()).then(() => {
          if (this.#accepting) next();
        });
      }, intervalMs);
    };
    next();
    this.#stops.push(() => stop());
  }

  /** Background work that fails is tried again by the next sweep; the log says why. */
  async #guarded(work: Promise<void>): Promise<void> {
    const watched = work.catch((error: unknown) => {
      this.#options.logger.warn({ err: error }, 'background work failed; it is tried again');
    });
    this.#background.add(watched);
    await watched;
    this.#background.delete(watched);
  }
}
