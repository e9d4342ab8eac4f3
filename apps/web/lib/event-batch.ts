import type { LiveEvent } from '@innoflow/contracts';

const BATCH_MS = 150;

/** Collects events and hands them over a few times a second; the first of a quiet time goes at the next frame. */
export function createEventBatch(apply: (events: readonly LiveEvent[]) => void) {
  let events: LiveEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;
  return {
    add(event: LiveEvent): void {
      events.push(event);
      timer ??= setTimeout(
        () => {
          const batch = events;
          events = [];
          timer = undefined;
          last = performance.now();
          apply(batch);
        },
        Math.max(0, last + BATCH_MS - performance.now()),
      );
    },
    cancel(): void {
      clearTimeout(timer);
      timer = undefined;
      events = [];
    },
  };
}
