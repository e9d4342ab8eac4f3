import type { StartedRun, StartWait } from './api.ts';
import type { RunRecord } from './journal-rows.ts';
import type { LiveRun, Waiter } from './live-run.ts';
import type { Clock } from './ports.ts';

/**
 * Resolves when what is waited for holds as of a commit (E2), or when the time is over. `gaveUp` is called when the
 * time is over and nobody waits for the run any more.
 */
export function waitFor(
  run: LiveRun,
  wait: StartWait,
  clock: Clock,
  gaveUp: () => void,
): Promise<StartedRun> {
  return new Promise((resolve, reject) => {
    const give = (): void => {
      stopTimer?.();
      const { committed, record, response } = waiter.run;
      const { id, status, output, error, finishedAt } = committed ?? record;
      resolve({ id, status, output, error, response, finished: finishedAt !== null });
    };
    const waiter: Waiter = { until: wait.until, run, settle: give, refuse: reject };
    run.waiters.push(waiter);
    const stopTimer =
      wait.until === 'committed'
        ? undefined
        : clock.setTimer(() => {
            // Not acknowledged before it is committed (E2): from now on the commit is enough.
            waiter.until = 'committed';
            if (waiter.run.committed) settleWaiters(waiter.run, waiter.run.committed, false);
            if (waiter.run.waiters.length === 0) gaveUp();
          }, wait.timeoutMs);
  });
}

/** Tells those whose condition holds as of the commit of `record`. */
export function settleWaiters(run: LiveRun, record: RunRecord, answered: boolean): void {
  run.committed = record;
  if (run.waiters.length === 0) return;
  const finished = record.finishedAt !== null;
  const holds = { committed: true, responded: answered || finished, finished };
  const waiting = run.waiters;
  run.waiters = [];
  for (const waiter of waiting) {
    if (holds[waiter.until]) waiter.settle();
    else run.waiters.push(waiter);
  }
}
