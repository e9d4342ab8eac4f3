import type { HumanTask, LiveEvent, RunSummary, TaskRun } from '@innoflow/contracts';
import type { HumanTaskService } from '../modules/human-tasks/service.ts';
import { maySee } from '../modules/human-tasks/visibility.ts';
import type { RunService } from '../modules/runs/service.ts';
import type { Feed, FeedEvent, RunFeed } from './feed.ts';
import type { PendingChanges } from './pending-changes.ts';

/** The feeds of an organization: by topic, and those of single runs by the run's id. */
export type Feeds = { lists: Map<string, Feed>; runs: Map<string, RunFeed> };

export type PublisherDependencies = {
  runs: Pick<RunService, 'summaries' | 'taskRuns'>;
  humanTasks: Pick<HumanTaskService, 'changes'>;
};

/** Reads what has changed in an organization, in a query for each kind, and publishes it. */
export async function publishChanges(
  { runs, humanTasks }: PublisherDependencies,
  organizationId: string,
  feeds: Feeds,
  pending: PendingChanges,
): Promise<void> {
  const changed = [...pending.runs.values()];
  const keys = changed
    .filter(({ runId }) => feeds.runs.has(runId))
    .flatMap(({ runId, taskSeqs }) => [...taskSeqs].map((seq) => ({ runId, seq })));
  const runIds = [...pending.humanTaskRuns];
  const ids = [...pending.humanTasks.keys()];
  const [summaries, taskRuns, tasks] = await Promise.all([
    changed.length === 0
      ? []
      : runs.summaries(
          organizationId,
          changed.map(({ runId }) => runId),
        ),
    keys.length === 0 ? [] : runs.taskRuns(organizationId, keys),
    runIds.length + ids.length === 0 ? [] : humanTasks.changes(organizationId, { runIds, ids }),
  ]);

  const taskRunsOf = Map.groupBy(taskRuns, ({ runId }) => runId);
  for (const summary of summaries) {
    const event = runEvent(summary);
    feeds.lists.get('runs')?.publish([event]);
    feeds.lists.get(`workflow:${summary.workflowId}`)?.publish([event]);
    const position = pending.runs.get(summary.id)?.lastSeq ?? 0;
    const events = (taskRunsOf.get(summary.id) ?? []).map(taskRunEvent);
    feeds.runs.get(summary.id)?.publish(position, [...events, event]);
  }
  const inbox = feeds.lists.get('inbox');
  inbox?.publish(tasks.map((task) => humanTaskEvent(task, pending.humanTasks.get(task.id) ?? [])));
}

export function runEvent(run: RunSummary): FeedEvent {
  return { key: `run ${run.id}`, event: { type: 'run.updated', run } };
}

export function taskRunEvent(taskRun: TaskRun): FeedEvent {
  return { key: `taskRun ${taskRun.id}`, event: { type: 'taskRun.updated', taskRun } };
}

/** Seen also by who could see it before: their inbox has it still. */
function humanTaskEvent(humanTask: HumanTask, assigneesBefore: readonly string[]): FeedEvent {
  const event: LiveEvent = { type: 'humanTask.updated', humanTask };
  const claimedBy = humanTask.claimedBy?.id ?? null;
  const decidedBy = humanTask.decidedBy?.id ?? null;
  return {
    key: `humanTask ${humanTask.id}`,
    event,
    isVisible: (viewer) =>
      maySee(viewer, { assignees: humanTask.assignees, claimedBy, decidedBy }) ||
      (assigneesBefore.length > 0 && maySee(viewer, { assignees: assigneesBefore, claimedBy, decidedBy })),
  };
}
