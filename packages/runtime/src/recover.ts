import type { ClaimedRun } from './journal-rows.ts';
import { LiveRun } from './live-run.ts';
import type { LoadedPlan } from './ports.ts';
import { replay } from './replay.ts';

/** Rebuilds a run that was taken over from its journal (E4). Throws ReplayError when the journal does not fit. */
export function recoverRun(claimed: ClaimedRun, loaded: LoadedPlan): LiveRun {
  const state = replay(loaded.plan, claimed.taskRuns);
  const run = new LiveRun(claimed.run, loaded, state, true);
  run.committed = { ...claimed.run };
  const ended = claimed.taskRuns.filter((row) => row.endedSeq !== null && row.taken !== null);
  ended.sort((a, b) => (a.endedSeq ?? 0) - (b.endedSeq ?? 0));
  for (const { taskId, outcome, output, error } of ended) {
    const kind = loaded.plan.tasks.find((task) => task.id === taskId)?.type.kind;
    if (kind === 'end') continue;
    run.results[taskId] = { output, outcome: outcome ?? 'success', error };
    run.lastOutput = output ?? null;
  }
  for (const record of claimed.taskRuns) {
    if (state.active.has(record.seq)) run.attempts.set(record.seq, { record, stored: true, dirty: false });
  }
  return run;
}
