import type { LiveEvent, Page, RunSummary, WorkflowListItem } from '@innoflow/contracts';
import { type InfiniteData, QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, test } from 'vitest';
import { applyLiveEvents } from './live-cache.ts';
import { keys } from './queries.ts';

let client: QueryClient;

beforeEach(() => {
  client = new QueryClient();
});

function run(id: string, change: Partial<RunSummary> = {}): RunSummary {
  return {
    id,
    workflowId: 'w1',
    workflowName: 'Expenses',
    version: 1,
    status: 'running',
    triggerType: 'manual',
    error: null,
    createdBy: null,
    createdAt: '2026-11-23T12:00:00.000Z',
    startedAt: '2026-11-23T12:00:00.000Z',
    finishedAt: null,
    durationMs: null,
    ...change,
  };
}

const updated = (summary: RunSummary): LiveEvent => ({ type: 'run.updated', run: summary });
const listKey = (filter = {}) => [...keys.runs, filter];

function putList(filter: object, ...items: RunSummary[]) {
  client.setQueryData(listKey(filter), { pages: [{ items, nextCursor: null }], pageParams: [undefined] });
}

function listed(filter: object): RunSummary[] {
  return (
    client
      .getQueryData<InfiniteData<Page<RunSummary>>>(listKey(filter))
      ?.pages.flatMap((page) => page.items) ?? []
  );
}

test('a run that is listed is patched in place', () => {
  putList({}, run('r2'), run('r1'));
  const stale = applyLiveEvents(client, [updated(run('r1', { status: 'succeeded' }))]);
  expect(listed({}).map(({ id, status }) => `${id} ${status}`)).toEqual(['r2 running', 'r1 succeeded']);
  expect(stale).toEqual([keys.runCounts]);
});

test('a list is read again when a run has to appear in it or to vanish from it', () => {
  putList({}, run('r1'));
  putList({ status: ['running'] }, run('r1'));
  putList({ status: ['failed'] });
  putList({ workflow: 'w2' });
  const stale = applyLiveEvents(client, [updated(run('r1', { status: 'failed' }))]);
  expect(stale).toEqual([keys.runCounts, listKey({ status: ['running'] }), listKey({ status: ['failed'] })]);
});

test('of many events about a list, it is named once', () => {
  putList({});
  const stale = applyLiveEvents(client, [updated(run('r1')), updated(run('r2')), updated(run('r3'))]);
  expect(stale).toEqual([keys.runCounts, listKey()]);
});

test('the list of workflows shows the newest run of each', () => {
  const key = [...keys.workflows, ''];
  const lastRun = { id: 'r1', status: 'running', createdAt: '2026-11-23T12:00:00.000Z' };
  client.setQueryData(key, {
    pages: [{ items: [{ id: 'w1', lastRun }], nextCursor: null }],
    pageParams: [undefined],
  });
  const shown = () =>
    client.getQueryData<InfiniteData<Page<WorkflowListItem>>>(key)?.pages[0]?.items[0]?.lastRun;
  applyLiveEvents(client, [updated(run('r1', { status: 'succeeded' }))]);
  expect(shown()?.status).toBe('succeeded');
  applyLiveEvents(client, [updated(run('r0', { createdAt: '2026-11-23T11:00:00.000Z' }))]);
  expect(shown()?.id).toBe('r1');
  applyLiveEvents(client, [updated(run('r2', { createdAt: '2026-11-23T13:00:00.000Z' }))]);
  expect(shown()?.id).toBe('r2');
});

test('a run that ends is read again, because its output is not in the event', () => {
  client.setQueryData(keys.run('r1'), { ...run('r1'), input: {}, output: null, trigger: null });
  const stale = applyLiveEvents(client, [
    updated(run('r1', { status: 'succeeded', finishedAt: '2026-11-23T12:00:01.000Z' })),
  ]);
  expect(stale).toContainEqual(keys.run('r1'));
  expect(client.getQueryData(keys.run('r1'))).toMatchObject({ status: 'succeeded', input: {} });
});
