import type { CommittedChange } from '@innoflow/runtime';

export type ChangedRun = { runId: string; workflowId: string; lastSeq: number; taskSeqs: Set<number> };

/** What has changed in one organization since it was last sent: of each run only that and where it stands. */
export class PendingChanges {
  readonly runs = new Map<string, ChangedRun>();
  /** Runs whose human tasks changed. */
  readonly humanTaskRuns = new Set<string>();
  /** Human tasks that changed, with everybody who was assigned before. */
  readonly humanTasks = new Map<string, string[]>();

  addRun(
    change: Pick<CommittedChange, 'runId' | 'workflowId' | 'lastSeq'> & { taskSeqs: Iterable<number> },
  ): void {
    const { runId, workflowId, lastSeq, taskSeqs } = change;
    const known = this.runs.get(runId);
    if (!known) {
      this.runs.set(runId, { runId, workflowId, lastSeq, taskSeqs: new Set(taskSeqs) });
      return;
    }
    known.lastSeq = Math.max(known.lastSeq, lastSeq);
    for (const seq of taskSeqs) known.taskSeqs.add(seq);
  }

  addHumanTask(id: string, assigneesBefore: readonly string[]): void {
    this.humanTasks.set(id, [...(this.humanTasks.get(id) ?? []), ...assigneesBefore]);
  }

  /** Takes over what could not be sent. */
  merge(other: PendingChanges): void {
    for (const run of other.runs.values()) this.addRun(run);
    for (const runId of other.humanTaskRuns) this.humanTaskRuns.add(runId);
    for (const [id, assignees] of other.humanTasks) this.addHumanTask(id, assignees);
  }
}
