import type { LiveEvent, Page, Run, RunSummary, TaskRun, WorkflowListItem } from '@innoflow/contracts';
import type { InfiniteData, QueryClient, QueryKey } from '@tanstack/react-query';
import { keys, type RunFilter } from './queries.ts';

type Pages<T> = InfiniteData<Page<T>>;

/**
 * Brings live events into the query cache: what is on the screen is patched at once. Gives the keys of what has to be
 * read again: lists in which a run has to appear or vanish, counts, and whatever an event says too little about.
 */
export function applyLiveEvents(client: QueryClient, events: readonly LiveEvent[]): QueryKey[] {
  const stale = new Map<string, QueryKey>();
  const mark = (key: QueryKey) => stale.set(JSON.stringify(key), key);
  for (const event of events) {
    switch (event.type) {
      case 'run.updated':
        patchRun(client, event.run, mark);
        break;
      case 'taskRun.updated':
        patchTaskRun(client, event.taskRun);
        break;
      case 'humanTask.updated':
        mark(keys.inbox);
        mark(keys.humanTask(event.humanTask.id));
        break;
      case 'workflow.updated':
        mark(keys.workflows);
        mark(keys.workflow(event.workflowId));
        break;
    }
  }
  return [...stale.values()];
}

function patchRun(client: QueryClient, run: RunSummary, mark: (key: QueryKey) => void): void {
  mark(keys.runCounts);
  const known = client.getQueryData<Run>(keys.run(run.id));
  if (known) {
    client.setQueryData<Run>(keys.run(run.id), { ...known, ...run });
    // the summary has no output: read the whole run once it has ended
    if (run.finishedAt && !known.finishedAt) mark(keys.run(run.id));
  }
  for (const [key, data] of client.getQueriesData<Pages<RunSummary>>({ queryKey: keys.runs })) {
    if (!data) continue;
    const listed = data.pages.some((page) => page.items.some((item) => item.id === run.id));
    const belongs = matches(run, key[1] ?? {});
    if (listed && belongs) {
      client.setQueryData(
        key,
        mapItems(data, (item) => (item.id === run.id ? run : item)),
      );
    } else if (listed || belongs) {
      mark(key);
    }
  }
  patchLastRun(client, run);
}

function matches(run: RunSummary, { workflow, status }: RunFilter): boolean {
  return (!workflow || workflow === run.workflowId) && (!status?.length || status.includes(run.status));
}

/** The list of workflows shows the last run of each. */
function patchLastRun(client: QueryClient, { id, workflowId, status, createdAt }: RunSummary): void {
  for (const [key, data] of client.getQueriesData<Pages<WorkflowListItem>>({ queryKey: keys.workflows })) {
    if (!data) continue;
    const patched = mapItems(data, (item) => {
      if (item.id !== workflowId) return item;
      if (item.lastRun && item.lastRun.id !== id && item.lastRun.createdAt > createdAt) return item;
      return { ...item, lastRun: { id, status, createdAt } };
    });
    client.setQueryData(key, patched);
  }
}

function patchTaskRun(client: QueryClient, taskRun: TaskRun): void {
  const queryKey = keys.taskRuns(taskRun.runId);
  const page = client.getQueryData<Page<TaskRun>>(queryKey);
  if (!page) return;
  const index = page.items.findIndex((item) => item.id === taskRun.id);
  const items =
    index === -1
      ? [...page.items, taskRun].toSorted((a, b) => a.seq - b.seq || a.attempt - b.attempt)
      : page.items.with(index, taskRun);
  client.setQueryData<Page<TaskRun>>(queryKey, { ...page, items });
}

function mapItems<T>(data: Pages<T>, change: (item: T) => T): Pages<T> {
  return { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(change) })) };
}
