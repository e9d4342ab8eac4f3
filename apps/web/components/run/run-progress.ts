import type { Run, TaskRun } from '@innoflow/contracts';
import type { TaskProgress } from '@/designer/canvas/flow-types.ts';

/** What the drawing of a run shows: how far each task has come, and which transitions were taken. */
export type RunProgress = {
  readonly progress: ReadonlyMap<string, TaskProgress>;
  readonly taken: ReadonlySet<number>;
};

/** Tasks that a run never reached count as skipped once it has ended. */
export function runProgress(
  status: Run['status'],
  taskRuns: readonly TaskRun[],
  taskIds: readonly string[],
): RunProgress {
  const progress = new Map<string, TaskProgress>();
  const seqs = new Map<string, Set<number>>();
  const taken = new Set<number>();
  for (const taskRun of taskRuns) {
    for (const index of taskRun.transitions ?? []) taken.add(index);
    // Further attempts are the same task run.
    if (taskRun.attempt === 1) {
      const known = seqs.get(taskRun.taskId) ?? new Set();
      seqs.set(taskRun.taskId, known.add(taskRun.seq));
    }
    const before = progress.get(taskRun.taskId);
    if (before && isActive(before.status) && !isActive(taskRun.status)) continue;
    progress.set(taskRun.taskId, {
      status: taskRun.status,
      attempt: taskRun.attempt,
      times: 1,
      startedAt: taskRun.startedAt,
      durationMs: taskRun.durationMs,
    });
  }
  for (const [id, each] of progress) progress.set(id, { ...each, times: seqs.get(id)?.size ?? 1 });
  if (isEnded(status)) {
    const skipped = { status: 'skipped', attempt: 1, times: 0, startedAt: '', durationMs: 0 } as const;
    for (const id of taskIds) if (!progress.has(id)) progress.set(id, skipped);
  }
  return { progress, taken };
}

function isActive(status: TaskProgress['status']): boolean {
  return status === 'running' || status === 'waiting';
}

export function isEnded(status: Run['status']): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'cancelled';
}
