import { decide, initialState, type Plan, type RunEvent, type RunState } from '@innoflow/engine';
import type { TaskRunRecord } from './journal-rows.ts';

/** The journal does not fit the plan: a bug, or a row changed by hand. */
export class ReplayError extends Error {
  constructor(message: string) {
    super(`the journal cannot be replayed: ${message}`);
    this.name = 'ReplayError';
  }
}

/**
 * Folds the journal of a run into its state again (E4): each row is the start of an attempt at its `seq`, and its end
 * at `endedSeq`. Applied in the order of those positions, `decide` has to give every row the position it has (E1).
 */
export function replay(plan: Plan, taskRuns: readonly TaskRunRecord[]): RunState {
  const positioned: { at: number; event: RunEvent }[] = [];
  const attempts = new Map<string, number>();
  for (const row of taskRuns) attempts.set(`${row.firstSeq}/${row.attempt}`, row.seq);

  for (const row of taskRuns) {
    if (row.attempt > 1) {
      const failed = attempts.get(`${row.firstSeq}/${row.attempt - 1}`);
      if (failed === undefined) throw new ReplayError(`attempt ${row.attempt - 1} of ${row.path} is missing`);
      positioned.push({ at: row.seq, event: { type: 'retry.due', seq: failed } });
    }
    if (row.endedSeq !== null) positioned.push({ at: row.endedSeq, event: endOf(row) });
  }
  positioned.sort((a, b) => a.at - b.at);

  let { state } = decide(plan, initialState(), { type: 'run.started' });
  for (const { at, event } of positioned) {
    if (state.lastSeq + 1 !== at) throw new ReplayError(`position ${at} comes after ${state.lastSeq}`);
    ({ state } = decide(plan, state, event));
  }
  return state;
}

function endOf(row: TaskRunRecord): RunEvent {
  if (row.taken === null) return { type: 'attempt.failed', seq: row.seq, retryAt: row.wakeAt ?? 0 };
  return {
    type: 'task.ended',
    seq: row.seq,
    outcome: row.outcome ?? 'success',
    output: row.output,
    error: row.error,
    taken: row.taken,
  };
}
