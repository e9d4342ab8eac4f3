import type { Plan } from './plan.ts';
import type { PendingJoin, RunState } from './state.ts';

/** Whether a live token elsewhere can still arrive at the task, so that its join `all` has to wait. */
export function canStillArrive(plan: Plan, state: RunState, taskIndex: number): boolean {
  for (const [place, tokens] of state.live) {
    // The pending token at the join itself is not one that it waits for; an active task run of the same task is.
    const others = place === taskIndex && state.pending.has(taskIndex) ? tokens - 1 : tokens;
    if (others > 0 && plan.reachability.reaches(place, taskIndex)) return true;
  }
  return false;
}

/**
 * The pending joins that wait for nothing but one another (DESIGN.md section 4: all of them start). A join that an
 * active task run can still reach really waits, and so does one that waits for such a join.
 */
export function blockedOnlyByEachOther(plan: Plan, state: RunState): PendingJoin[] {
  const { reachability } = plan;
  const running = new Set<number>();
  for (const run of state.active.values()) running.add(run.taskIndex);
  let candidates = [...state.pending.values()].filter(
    (join) => ![...running].some((place) => reachability.reaches(place, join.taskIndex)),
  );
  for (;;) {
    const candidateTasks = new Set(candidates.map((join) => join.taskIndex));
    const really = [...state.pending.keys()].filter((place) => !candidateTasks.has(place));
    const left = candidates.filter(
      (join) => !really.some((place) => reachability.reaches(place, join.taskIndex)),
    );
    if (left.length === candidates.length) return left;
    candidates = left;
  }
}
