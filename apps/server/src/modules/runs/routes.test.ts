import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestClient } from '../../testing/client.ts';
import { approvalBy, greeting, nothing, waiting } from '../../testing/definitions.ts';
import { createTestApp, type TestApp, type TestUser } from '../../testing/test-app.ts';

let server: TestApp;
let user: TestUser;
let ada: TestClient;

beforeAll(async () => {
  server = await createTestApp();
  user = await server.register('ada');
  ada = new TestClient(server.app, user);
});
afterAll(() => server.close());

describe('starting', () => {
  test('a start is answered 202 with id and status, and the run finishes', async () => {
    const id = await ada.publish(greeting);
    const started = await ada.post(`/api/workflows/${id}/runs/`, { input: { name: 'Bob' } });
    expect(started.statusCode).toBe(202);
    const run = await ada.until(started.json().id, 'succeeded');
    expect(run).toMatchObject({
      workflowId: id,
      workflowName: 'Test',
      version: 1,
      triggerType: 'api',
      createdBy: user.userId,
      input: { name: 'Bob' },
      output: { text: 'Hello Bob' },
      error: null,
      durationMs: expect.any(Number),
    });
  });

  test('with ?wait= the answer is the finished run', async () => {
    const id = await ada.publish(greeting);
    const answer = await ada.post(
      `/api/workflows/${id}/runs/`,
      { input: { name: 'Bob' } },
      { query: { wait: '10s' } },
    );
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ status: 'succeeded', output: { text: 'Hello Bob' } });
  });

  test('with ?wait= a run that does not finish in time is answered 202', async () => {
    const id = await ada.publish(waiting);
    const answer = await ada.post(`/api/workflows/${id}/runs/`, {}, { query: { wait: '50ms' } });
    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toEqual({
      id: expect.any(String),
      status: expect.stringMatching(/running|waiting/),
    });
  });

  test('a run that is started in the web is a manual one', async () => {
    const id = await ada.publish(nothing);
    const web = new TestClient(server.app, user);
    const started = await server.app.inject({
      method: 'POST',
      url: `/api/workflows/${id}/runs/`,
      headers: { cookie: user.cookie, 'sec-fetch-site': 'same-origin' },
    });
    expect((await web.get(`/api/runs/${started.json().id}/`)).json()).toMatchObject({
      triggerType: 'manual',
    });
  });

  test('an input that breaks the input schema is refused, naming each field', async () => {
    const id = await ada.publish(greeting);
    const answer = await ada.post(`/api/workflows/${id}/runs/`, { input: { age: -1 } });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({
      code: 'input_invalid',
      errors: expect.arrayContaining([
        expect.objectContaining({ field: 'input.name', rule: 'required' }),
        expect.objectContaining({ field: 'input.age', rule: 'minimum' }),
      ]),
    });
    const runs = (await ada.get('/api/runs/', { query: { workflow: id } })).json();
    expect(runs.items).toEqual([]);
  });

  test('the version that is named is run, and one that is not published is refused', async () => {
    const id = await ada.publish(nothing);
    await ada.patch(`/api/workflows/${id}/`, { definition: greeting });
    await ada.post(`/api/workflows/${id}/publish/`);
    const first = await ada.post(`/api/workflows/${id}/runs/`, { version: 1 }, { query: { wait: '5s' } });
    expect(first.json()).toMatchObject({ version: 1, status: 'succeeded' });
    const third = await ada.post(`/api/workflows/${id}/runs/`, { version: 3 });
    expect(third.json()).toMatchObject({ code: 'not_found', errors: [{ field: 'body.version' }] });
  });

  test('a workflow without a published version is not started', async () => {
    const { id } = (await ada.post('/api/workflows/', { name: 'Draft', definition: nothing })).json();
    const answer = await ada.post(`/api/workflows/${id}/runs/`);
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({ code: 'workflow_not_published' });
  });

  test('an input that is nested without end is refused before it reaches the database', async () => {
    const id = await ada.publish(nothing);
    const answer = await server.app.inject({
      method: 'POST',
      url: `/api/workflows/${id}/runs/`,
      headers: { ...user.bearer, 'content-type': 'application/json' },
      payload: `{"input":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
    });
    expect(answer.json()).toMatchObject({
      code: 'validation_failed',
      errors: [{ field: 'body.input', rule: 'max_depth' }],
    });
  });

  test('the same request with an Idempotency-Key starts one run', async () => {
    const id = await ada.publish(nothing);
    const start = () =>
      ada.post(`/api/workflows/${id}/runs/`, {}, { headers: { 'idempotency-key': 'once' } });
    const [first, second] = [await start(), await start()];
    expect(second.json()).toEqual(first.json());
    expect((await ada.get('/api/runs/', { query: { workflow: id } })).json().items).toHaveLength(1);
  });
});

describe('reading', () => {
  test('runs are listed newest first, by workflow and status, page by page', async () => {
    const [quick, slow] = [await ada.publish(nothing), await ada.publish(waiting)];
    const ids = [];
    for (const workflow of [quick, quick, slow, quick]) ids.push(await ada.start(workflow));
    for (const id of ids) await ada.until(id, 'succeeded', 'waiting');
    const list = async (query: Record<string, string>) =>
      (await ada.get('/api/runs/', { query })).json().items.map((item: { id: string }) => item.id);
    expect((await list({})).slice(0, 4)).toEqual(ids.toReversed());
    expect(await list({ workflow: quick })).toEqual([ids[3], ids[1], ids[0]]);
    expect(await list({ workflow: slow, status: 'succeeded,failed' })).toEqual([]);
    expect(await list({ workflow: slow, status: 'waiting' })).toEqual([ids[2]]);
    expect(await list({ workflow: 'nonsense' })).toEqual([]);
    const first = (await ada.get('/api/runs/', { query: { workflow: quick, limit: '2' } })).json();
    const rest = { workflow: quick, limit: '2', cursor: first.nextCursor };
    expect(await list(rest)).toEqual([ids[0]]);
    expect((await ada.get('/api/runs/', { query: { status: 'odd' } })).json()).toMatchObject({
      code: 'validation_failed',
    });
  });

  test('counts tell what is active and how the runs of the last day ended', async () => {
    const other = new TestClient(server.app, await server.register('counter'));
    const [quick, slow] = [await other.publish(nothing), await other.publish(waiting)];
    for (const workflow of [quick, quick, slow])
      await other.until(await other.start(workflow), 'succeeded', 'waiting');
    expect((await other.get('/api/runs/counts/')).json()).toEqual({
      active: { queued: 0, running: 0, waiting: 1 },
      last24Hours: { succeeded: 2, failed: 0, cancelled: 0 },
    });
  });

  test('task runs come in the order they started, with what they wait for', async () => {
    const runId = await ada.start(await ada.publish(approvalBy([])));
    await ada.until(runId, 'waiting');
    const { items, nextCursor } = (await ada.get(`/api/runs/${runId}/tasks/`)).json();
    expect(items).toMatchObject([
      {
        runId,
        taskId: 'before',
        path: 'before',
        attempt: 1,
        status: 'succeeded',
        outcome: 'success',
        output: { n: 1 },
        transitions: [0],
      },
      {
        runId,
        taskId: 'review',
        status: 'waiting',
        outcome: null,
        transitions: null,
        waitingFor: { kind: 'person' },
        finishedAt: null,
      },
    ]);
    expect(items[0].id).toBe(`${runId}:${items[0].seq}`);
    expect(nextCursor).toBeNull();
    const page = (await ada.get(`/api/runs/${runId}/tasks/`, { query: { limit: '1' } })).json();
    const next = await ada.get(`/api/runs/${runId}/tasks/`, {
      query: { limit: '1', cursor: page.nextCursor },
    });
    expect(next.json().items).toMatchObject([{ taskId: 'review' }]);
  });

  test('what waits for an event says its name', async () => {
    const runId = await ada.start(await ada.publish(waiting));
    await ada.until(runId, 'waiting');
    const { items } = (await ada.get(`/api/runs/${runId}/tasks/`)).json();
    expect(items).toMatchObject([{ waitingFor: { kind: 'event', name: 'paid' } }]);
  });
});

describe('control', () => {
  test('a signal wakes the task that waits for it, and its payload arrives', async () => {
    const runId = await ada.start(await ada.publish(waiting));
    const sent = await ada.post(`/api/runs/${runId}/signals/`, { name: 'paid', payload: { amount: 3 } });
    expect(sent.statusCode).toBe(202);
    expect(sent.json()).toMatchObject({ id: expect.any(String), runId, name: 'paid' });
    expect(await ada.until(runId, 'succeeded')).toMatchObject({ output: { paid: { amount: 3 } } });
    expect((await ada.post(`/api/runs/${runId}/signals/`, { name: 'paid' })).json()).toMatchObject({
      code: 'run_finished',
    });
  });

  test('a decision cannot be smuggled in as a signal', async () => {
    const runId = await ada.start(await ada.publish(approvalBy(['user:nobody@example.com'])));
    await ada.until(runId, 'waiting');
    const [task] = (await ada.get('/api/inbox/'))
      .json()
      .items.filter((item: { runId: string }) => item.runId === runId);
    const answer = await ada.post(`/api/runs/${runId}/signals/`, {
      name: `human:${task.id}`,
      payload: { outcome: 'approved', values: {}, comment: null },
    });
    expect(answer.json()).toMatchObject({ code: 'validation_failed', errors: [{ field: 'body.name' }] });
    expect((await ada.get(`/api/runs/${runId}/`)).json()).toMatchObject({ status: 'waiting' });
  });

  test('a cancelled run stops, and is not cancelled twice', async () => {
    const runId = await ada.start(await ada.publish(waiting));
    await ada.until(runId, 'waiting');
    const answer = await ada.post(`/api/runs/${runId}/cancel/`);
    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toMatchObject({ id: runId });
    await ada.until(runId, 'cancelled');
    const again = await ada.post(`/api/runs/${runId}/cancel/`);
    expect(again.statusCode).toBe(409);
    expect(again.json()).toMatchObject({ code: 'run_finished' });
  });

  test('a rerun takes the input and the version of the old run, or what is given', async () => {
    const id = await ada.publish(greeting);
    const runId = await ada.start(id, { name: 'Bob' });
    const same = await ada.post(`/api/runs/${runId}/rerun/`);
    expect(same.statusCode).toBe(202);
    expect(await ada.until(same.json().id, 'succeeded')).toMatchObject({
      version: 1,
      output: { text: 'Hello Bob' },
    });
    const other = await ada.post(`/api/runs/${runId}/rerun/`, { input: { name: 'Eve' } });
    expect(await ada.until(other.json().id, 'succeeded')).toMatchObject({ output: { text: 'Hello Eve' } });
    expect((await ada.post(`/api/runs/${runId}/rerun/`, { input: {} })).json()).toMatchObject({
      code: 'input_invalid',
    });
  });

  test.each(['cancel', 'rerun', 'signals'])(
    '%s of a run that does not exist is not_found',
    async (action) => {
      const body = action === 'signals' ? { name: 'a' } : undefined;
      const answer = await ada.post(`/api/runs/${randomUUID()}/${action}/`, body);
      expect(answer.json()).toMatchObject({ code: 'not_found', status: 404 });
    },
  );
});
