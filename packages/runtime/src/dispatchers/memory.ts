import type { Dispatcher } from '../ports.ts';

/** Dispatches within one process: looks of one turn of the event loop are handed over together. */
export class MemoryDispatcher implements Dispatcher {
  readonly #waiting = new Set<string>();
  #look: ((runIds: readonly string[]) => void) | undefined;
  #scheduled = false;

  dispatch(runId: string): void {
    this.#waiting.add(runId);
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      const runIds = [...this.#waiting];
      this.#waiting.clear();
      this.#look?.(runIds);
    });
  }

  subscribe(look: (runIds: readonly string[]) => void): () => void {
    this.#look = look;
    return () => {
      this.#look = undefined;
    };
  }
}
