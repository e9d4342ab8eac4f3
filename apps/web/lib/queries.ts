import { type RunStatus, routes } from '@innoflow/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from './api.ts';

/**
 * Every read of the API as query options. Keys begin with the noun, so that `invalidateQueries({ queryKey: ['runs'] })`
 * reaches all lists of runs. Live events patch these same keys (live-cache.ts).
 */
export const keys = {
  me: ['me'] as const,
  workflows: ['workflows'] as const,
  workflow: (id: string) => ['workflow', id] as const,
  versions: (id: string) => ['workflow', id, 'versions'] as const,
  triggers: (id: string) => ['workflow', id, 'triggers'] as const,
  runs: ['runs'] as const,
  runCounts: ['run-counts'] as const,
  run: (id: string) => ['run', id] as const,
  taskRuns: (id: string) => ['run', id, 'tasks'] as const,
  inbox: ['inbox'] as const,
  humanTask: (id: string) => ['human-task', id] as const,
  taskTypes: ['task-types'] as const,
};

export type RunFilter = { status?: readonly RunStatus[]; workflow?: string };

export const meQuery = () =>
  queryOptions({
    queryKey: keys.me,
    queryFn: ({ signal }) => api(routes.auth.me, { signal }),
    staleTime: 5 * 60_000,
  });

export const workflowsQuery = (search = '') =>
  infiniteQueryOptions({
    queryKey: [...keys.workflows, search],
    queryFn: ({ signal, pageParam }) =>
      api(routes.workflows.list, {
        query: { search: search || undefined, cursor: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: undefined as string | undefined, // the first page has no cursor
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const workflowQuery = (id: string) =>
  queryOptions({
    queryKey: keys.workflow(id),
    queryFn: ({ signal }) => api(routes.workflows.get, { params: { id }, signal }),
  });

export const versionQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: [...keys.versions(id), version],
    queryFn: ({ signal }) => api(routes.workflows.version, { params: { id, version }, signal }),
    staleTime: Number.POSITIVE_INFINITY, // versions never change
  });

export const triggersQuery = (id: string) =>
  queryOptions({
    queryKey: keys.triggers(id),
    queryFn: ({ signal }) => api(routes.triggers.list, { params: { id }, signal }),
  });

export const taskTypesQuery = () =>
  queryOptions({
    queryKey: keys.taskTypes,
    queryFn: ({ signal }) => api(routes.workflows.taskTypes, { signal }),
    staleTime: Number.POSITIVE_INFINITY, // they change only with the server
  });

export const runsQuery = (filter: RunFilter = {}) =>
  infiniteQueryOptions({
    queryKey: [...keys.runs, filter],
    queryFn: ({ signal, pageParam }) =>
      api(routes.runs.list, {
        query: { workflow: filter.workflow, status: filter.status?.join(','), cursor: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: undefined as string | undefined, // the first page has no cursor
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const runCountsQuery = () =>
  queryOptions({
    queryKey: keys.runCounts,
    queryFn: ({ signal }) => api(routes.runs.counts, { signal }),
  });

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: keys.run(id),
    queryFn: ({ signal }) => api(routes.runs.get, { params: { id }, signal }),
  });

export const taskRunsQuery = (id: string) =>
  queryOptions({
    queryKey: keys.taskRuns(id),
    queryFn: ({ signal }) => api(routes.runs.tasks, { params: { id }, query: { limit: 1000 }, signal }),
  });

export const inboxQuery = () =>
  infiniteQueryOptions({
    queryKey: keys.inbox,
    queryFn: ({ signal, pageParam }) =>
      api(routes.inbox.list, { query: { cursor: pageParam, limit: 100 }, signal }),
    initialPageParam: undefined as string | undefined, // the first page has no cursor
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const humanTaskQuery = (id: string) =>
  queryOptions({
    queryKey: keys.humanTask(id),
    queryFn: ({ signal }) => api(routes.inbox.get, { params: { id }, signal }),
  });
