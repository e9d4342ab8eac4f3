import type { RuntimeApi } from '@innoflow/runtime';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { TestClient } from '../../testing/client.ts';
import { nothing } from '../../testing/definitions.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { fireRunId } from './fire-id.ts';
import { Scheduler } from './scheduler.ts';

let server: TestApp;
let ada: TestClient;
let organizationId: string;
let workflowId: string;
let triggerId: string;

/** Hourly; the moments below are after the test's own time, so that the server's scheduler leaves them alone. */
const hour = 3_600_000;
const first = Math.ceil(Date.now() / hour) * hour + 24 * hour;
const at = (hours: number, seconds = 0) => first + hours * hour + seconds * 1_000;

beforeAll(async () => {
  server = await createTestApp();
  const user = await server.register('ada');
  organizationId = user.organizationId;
  ada = new TestClient(server.app, user);
});
afterAll(() => server.close());

beforeEach(() => makeSchedule({}));

async function makeSchedule(config: object): Promise<void> {
  await server.services.db.deleteFrom('triggers').execute();
  workflowId = await ada.publish(nothing);
  const created = await ada.post(`/api/workflows/${workflowId}/triggers/`, {
    type: 'schedule',
    config: { cron: '0 * * * *', timezone: 'UTC', ...config },
  });
  triggerId = created.json().id;
  await dueAt(at(0));
}

async function dueAt(moment: number): Promise<void> {
  await server.services.db
    .updateTable('triggers')
    .set({ next_fire_at: new Date(moment) })
    .where('id', '=', triggerId)
    .execute();
}

async function schedule() {
  const { items } = (await ada.get(`/api/workflows/${workflowId}/triggers/`)).json();
  return items[0] as { nextFireAt: string; lastFiredAt: string };
}

async function runs() {
  const { items } = (await ada.get('/api/runs/', { query: { workflow: workflowId, limit: '200' } })).json();
  return items as { id: string; triggerType: string }[];
}

function schedulerAt(
  moment: number,
  runtime: Pick<RuntimeApi, 'startRun'> = server.services.runtime,
): Scheduler {
  return new Scheduler({
    db: server.services.db,
    runtime,
    logger: server.services.logger,
    now: () => moment,
  });
}

test('a fire starts a run that knows when it was due, and the schedule moves on to the next', async () => {
  await makeSchedule({ input: { report: 'daily' } });
  expect(await schedulerAt(at(0, 1)).runDue()).toBe(1);
  const [run] = await runs();
  expect(run).toMatchObject({ triggerType: 'schedule' });
  expect(await ada.until(run?.id ?? '', 'succeeded')).toMatchObject({
    input: { report: 'daily' },
    trigger: {
      type: 'schedule',
      id: triggerId,
      scheduledFor: new Date(at(0)).toISOString(),
      cron: '0 * * * *',
      timezone: 'UTC',
    },
  });
  expect(await schedule()).toMatchObject({
    nextFireAt: new Date(at(1)).toISOString(),
    lastFiredAt: new Date(at(0)).toISOString(),
  });
  expect(await schedulerAt(at(0, 2)).runDue()).toBe(0);
});

test('nothing is started before its time', async () => {
  expect(await schedulerAt(at(0, -1)).runDue()).toBe(0);
});

test('S1: a process that dies after the start and before the move does not start the run again', async () => {
  // The start is committed, then the process is gone.
  await server.services.runtime.startRun({
    id: fireRunId(triggerId, new Date(at(0))),
    organizationId,
    workflowId,
    version: 1,
    input: {},
    trigger: { type: 'schedule', id: triggerId, data: {} },
    createdBy: null,
  });
  expect(await schedulerAt(at(0, 1)).runDue()).toBe(0);
  expect(await runs()).toHaveLength(1);
  expect(await schedule()).toMatchObject({ nextFireAt: new Date(at(1)).toISOString() });
});

test('S1: a fire whose start fails stays due', async () => {
  const failing = { startRun: () => Promise.reject(new Error('the database is away')) };
  expect(await schedulerAt(at(0, 1), failing).runDue()).toBe(0);
  expect(await schedule()).toMatchObject({ nextFireAt: new Date(at(0)).toISOString() });
  expect(await schedulerAt(at(0, 2)).runDue()).toBe(1);
});

test('S1: a start of which it is not known whether it was committed is looked for', async () => {
  const { runtime } = server.services;
  const broken: Pick<RuntimeApi, 'startRun'> = {
    async startRun(request) {
      await runtime.startRun(request);
      throw new Error('the connection broke');
    },
  };
  await schedulerAt(at(0, 1), broken).runDue();
  expect(await runs()).toHaveLength(1);
  expect(await schedule()).toMatchObject({ nextFireAt: new Date(at(1)).toISOString() });
});

test('S2: processes that look at once start each fire once', async () => {
  const started = await Promise.all(Array.from({ length: 5 }, () => schedulerAt(at(0, 1)).runDue()));
  expect(started.reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(await runs()).toHaveLength(1);
});

test.each([
  ['skip', 1],
  ['once', 2],
  ['all', 6],
])('after five hours away, missed "%s" starts %d runs, that of now among them', async (missed, count) => {
  await makeSchedule({ missed });
  expect(await schedulerAt(at(5, 1)).runDue()).toBe(count);
  expect(await schedule()).toMatchObject({ nextFireAt: new Date(at(6)).toISOString() });
});

test('a schedule whose workflow is gone is put to rest', async () => {
  await server.services.db
    .updateTable('workflows')
    .set({ deleted_at: new Date() })
    .where('id', '=', workflowId)
    .execute();
  expect(await schedulerAt(at(0, 1)).runDue()).toBe(0);
  const rows = await server.services.db.selectFrom('triggers').select('next_fire_at').execute();
  expect(rows).toEqual([{ next_fire_at: null }]);
});

test('a schedule of every second runs by itself', async () => {
  await makeSchedule({ cron: '* * * * * *' });
  // Switched on like this, the server looks at it.
  await ada.patch(`/api/triggers/${triggerId}/`, { enabled: false });
  await ada.patch(`/api/triggers/${triggerId}/`, { enabled: true });
  while ((await runs()).length < 2) await new Promise((resolve) => setTimeout(resolve, 50));
  await ada.patch(`/api/triggers/${triggerId}/`, { enabled: false });
  expect(new Set((await runs()).map((run) => run.id)).size).toBeGreaterThanOrEqual(2);
});
