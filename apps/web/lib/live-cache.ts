import type { HumanTask, LiveEvent, Page, Run, RunSummary, TaskRun } from '@innoflow/contracts';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { keys, type RunFilter } from './queries.ts';

/**
 * Brings live events into the query cache. What is on the screen is patched at once; lists in which a run may have to
 * appear or vanish, and counts, are read again. Callers collect events and apply them a few times a second
 * (hooks/use-live.ts), so that a thousand runs a second cost no more than a few requests.
 */
export function applyLiveEvents(client: QueryClient, events: readonly LiveEvent[]): void {
  const stale = new Map<string, readonly unknown[]>();
  for (const event of events) {
    switch (event.type) {
      case 'run.updated':
        patchRun(client, event.run, stale);
        break;
      case 'taskRun.updated':
        patchTaskRun(client, event.taskRun);
        break;
      case 'humanTask.updated':
        markHumanTask(event.humanTask, stale);
        break;
      case 'workflow.updated':
        mark(stale, keys.workflows);
        mark(stale, keys.workflow(event.workflowId));
        break;
    }
  }
  for (const queryKey of stale.values()) void client.invalidateQueries({ queryKey });
}

function mark(stale: Map<string, readonly unknown[]>, key: readonly unknown[]): void {
  stale.set(JSON.stringify(key), key);
}

function patchRun(client: QueryClient, run: RunSummary, stale: Map<string, readonly unknown[]>): void {
  mark(stale, keys.runCounts);
  const known = client.getQueryData<Run>(keys.run(run.id));
  if (known) {
    client.setQueryData<Run>(keys.run(run.id), { ...known, ...run });
    // the summary has no output: read the whole run once it has ended
    if (run.finishedAt && !known.finishedAt) mark(stale, keys.run(run.id));
  }
  for (const [queryKey, data] of client.getQueriesData<InfiniteData<Page<RunSummary>>>({
    queryKey: keys.runs,
  })) {
    if (!data) continue;
    const filter = (queryKey[1] ?? {}) as RunFilter; // written by runsQuery
    const listed = data.pages.some((page) => page.items.some((item) => item.id === run.id));
    const belongs =
      (!filter.workflow || filter.workflow === run.workflowId) &&
      (!filter.status?.length || filter.status.includes(run.status));
    if (listed && belongs) {
      const replace = (page: Page<RunSummary>) => ({
        ...page,
        items: page.items.map((item) => (item.id === run.id ? run : item)),
      });
      client.setQueryData<InfiniteData<Page<RunSummary>>>(queryKey, {
        ...data,
        pages: data.pages.map(replace),
      });
    } else if (listed || belongs) {
      mark(stale, queryKey);
    }
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

function markHumanTask(task: HumanTask, stale: Map<string, readonly unknown[]>): void {
  mark(stale, keys.inbox);
  mark(stale, keys.humanTask(task.id));
}
