import type { Decision } from '@innoflow/tasks';
import type { Advancer } from './advance.ts';
import type { Expressions } from './expressions.ts';
import type { SignalRecord, WaitRecord } from './journal-rows.ts';
import type { LiveRun } from './live-run.ts';
import type { Clock, JournalStore } from './ports.ts';
import { scopeOf } from './scope.ts';

export type WaitsOptions = {
  clock: Clock;
  store: JournalStore;
  advancer: Advancer;
  expressions: Expressions;
};

/** Brings signals and due timers to the attempts that wait for them. */
export class Waits {
  readonly #options: WaitsOptions;

  constructor(options: WaitsOptions) {
    this.#options = options;
  }

  /** Notes signals that the run does not know yet, in their order. */
  note(run: LiveRun, signals: readonly SignalRecord[]): void {
    for (const signal of signals) {
      if (run.knownSignals.has(signal.id)) continue;
      run.knownSignals.add(signal.id);
      run.signals.push(signal);
    }
  }

  /**
   * Looks at everything that may go on: signals first, then timers, so that a decision that was committed before its
   * due time ran out counts. Goes on until nothing changes, since one step can begin the wait that the next takes.
   */
  async look(run: LiveRun): Promise<void> {
    for (let progress = true; progress && !run.finished && !run.dropped; ) {
      progress = (await this.#takeSignal(run)) || (await this.#fireTimer(run));
    }
  }

  async #takeSignal(run: LiveRun): Promise<boolean> {
    for (const [seq, attempt] of run.attempts) {
      const { wait, status, startedAt } = attempt.record;
      if (status !== 'waiting' || wait?.name === undefined) continue;
      for (const signal of run.signals) {
        if (signal.name !== wait.name) continue;
        if (wait.keepEarly === false && timeOf(signal.id) < startedAt) continue;
        if (!(await this.#matches(run, seq, wait, signal))) continue;
        run.signals = run.signals.filter((other) => other !== signal);
        run.consumed.push({ signalId: signal.id, seq });
        // A decision signal is written by decideHumanTask alone.
        const cause =
          wait.kind === 'person'
            ? ({ kind: 'person', decision: signal.payload as Decision } as const)
            : ({ kind: 'event', payload: signal.payload } as const);
        this.#options.advancer.wake(run, seq, cause);
        return true;
      }
    }
    return false;
  }

  async #matches(run: LiveRun, seq: number, wait: WaitRecord, signal: SignalRecord): Promise<boolean> {
    const active = run.state.active.get(seq);
    if (!active) return false;
    if (wait.match === undefined) return true;
    try {
      const { payload, name } = signal;
      const scope = { ...scopeOf(run, active), payload, event: { name, payload } };
      return Boolean(await this.#options.expressions.get(wait.match).evaluate(scope));
    } catch {
      // An event that the expression cannot be asked about is not the one that is waited for.
      return false;
    }
  }

  async #fireTimer(run: LiveRun): Promise<boolean> {
    const { clock, advancer, store } = this.#options;
    const now = clock.now();
    const { deadlineAt } = run.record;
    if (deadlineAt !== null && deadlineAt <= now) {
      advancer.timeOutRun(run);
      return true;
    }
    for (const active of run.state.active.values()) {
      if (active.phase === 'retrying') {
        if (active.retryAt === null || active.retryAt > now) continue;
        advancer.retry(run, active.seq);
        return true;
      }
      const record = run.attempts.get(active.seq)?.record;
      if (record?.status !== 'waiting' || record.wakeAt === null || record.wakeAt > now) continue;
      if (record.wait?.humanTaskId && !(await store.expireHumanTask(record.wait.humanTaskId))) {
        // A decision was committed first: its signal is there by now.
        const wakes = await store.loadWakes([run.record.id]);
        this.note(run, wakes.get(run.record.id)?.signals ?? []);
        return this.#takeSignal(run);
      }
      if (record.wait?.timeoutAt !== undefined && record.wait.timeoutAt <= now)
        advancer.timeOut(run, active.seq);
      else advancer.wake(run, active.seq, { kind: 'timer' });
      return true;
    }
    return false;
  }
}

/** Milliseconds since 1970 in a UUIDv7 (RFC 9562, section 5.7). */
function timeOf(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}
