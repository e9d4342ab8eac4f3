import type { CompleteHumanTask, HumanTask } from '@innoflow/contracts';

/**
 * Decisions that have been made but not sent, so that they can be taken back.
 *
 * States of a decision: waiting → sending → (gone) | failed; undo() from waiting, dismiss() from failed.
 * D1 A decision is sent once: when its time is over, or with sendAll() when the page is left.
 * D2 There is at most one decision for a human task; while it waits or is being sent, the task is out of the list.
 */
export type Decision = CompleteHumanTask & {
  task: HumanTask;
  /** When it is sent, in milliseconds of the clock. */
  sendAt: number;
  state: 'waiting' | 'sending' | 'failed';
  error?: unknown;
};

export type SendDecision = (decision: Decision, options: { keepalive: boolean }) => Promise<unknown>;

const UNDO_MS = 10_000;

export class PendingDecisions {
  readonly #send: SendDecision;
  readonly #delayMs: number;
  readonly #listeners = new Set<() => void>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #decisions: readonly Decision[] = [];

  constructor(send: SendDecision, delayMs = UNDO_MS) {
    this.#send = send;
    this.#delayMs = delayMs;
  }

  /** Oldest first; a new array after each change. */
  get decisions(): readonly Decision[] {
    return this.#decisions;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  add(task: HumanTask, decision: CompleteHumanTask): void {
    this.undo(task.id);
    const entry: Decision = { ...decision, task, sendAt: Date.now() + this.#delayMs, state: 'waiting' };
    this.#timers.set(
      task.id,
      setTimeout(() => void this.#deliver(task.id, false), this.#delayMs),
    );
    this.#update([...this.#without(task.id), entry]);
  }

  /** Takes a decision back while it waits; gives it back, so that the form can be filled in again. */
  undo(taskId: string): Decision | undefined {
    const decision = this.#decisions.find(({ task }) => task.id === taskId);
    if (decision?.state !== 'waiting') return undefined;
    clearTimeout(this.#timers.get(taskId));
    this.#timers.delete(taskId);
    this.#update(this.#without(taskId));
    return decision;
  }

  dismiss(taskId: string): void {
    if (this.#decisions.some(({ task, state }) => task.id === taskId && state === 'failed')) {
      this.#update(this.#without(taskId));
    }
  }

  /** Sends everything that still waits, at once; with requests that outlive the page. */
  sendAll(): void {
    for (const { task, state } of this.#decisions) {
      if (state === 'waiting') void this.#deliver(task.id, true);
    }
  }

  async #deliver(taskId: string, keepalive: boolean): Promise<void> {
    const decision = this.#decisions.find(({ task }) => task.id === taskId);
    if (decision?.state !== 'waiting') return;
    clearTimeout(this.#timers.get(taskId));
    this.#timers.delete(taskId);
    this.#replace({ ...decision, state: 'sending' });
    try {
      await this.#send(decision, { keepalive });
      this.#update(this.#without(taskId));
    } catch (error) {
      this.#replace({ ...decision, state: 'failed', error });
    }
  }

  #without(taskId: string): Decision[] {
    return this.#decisions.filter(({ task }) => task.id !== taskId);
  }

  #replace(decision: Decision): void {
    this.#update(this.#decisions.map((each) => (each.task.id === decision.task.id ? decision : each)));
  }

  #update(decisions: readonly Decision[]): void {
    this.#decisions = decisions;
    for (const listener of this.#listeners) listener();
  }
}
