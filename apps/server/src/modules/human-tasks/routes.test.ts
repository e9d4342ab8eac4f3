import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestClient } from '../../testing/client.ts';
import { approvalBy } from '../../testing/definitions.ts';
import { createTestApp, type TestApp, type TestUser } from '../../testing/test-app.ts';

let server: TestApp;
let owner: TestClient;
let ownerUser: TestUser;
/** Two members of the owner's organization. */
let viewer: TestClient;
let operator: TestClient;

const form = {
  type: 'object',
  required: ['amount'],
  properties: { amount: { type: 'number', maximum: 100 } },
};

beforeAll(async () => {
  server = await createTestApp();
  ownerUser = await server.register('olivia');
  owner = new TestClient(server.app, ownerUser);
  viewer = await member('vera', 'viewer');
  operator = await member('otto', 'operator');
});
afterAll(() => server.close());

/** Somebody who has joined the owner's organization. */
async function member(name: string, role: 'viewer' | 'operator'): Promise<TestClient> {
  const user = await server.register(name);
  const { db } = server.services;
  await db
    .updateTable('memberships')
    .set({ organization_id: ownerUser.organizationId, role })
    .where('user_id', '=', user.userId)
    .execute();
  await db
    .updateTable('sessions')
    .set({ active_organization_id: ownerUser.organizationId })
    .where('user_id', '=', user.userId)
    .execute();
  const login = await server.app.inject({
    method: 'POST',
    url: '/api/auth/login/',
    payload: { email: user.email, password: user.password },
  });
  const { accessToken, organization } = login.json();
  expect(organization).toMatchObject({ id: ownerUser.organizationId, role });
  return new TestClient(server.app, { bearer: { authorization: `Bearer ${accessToken}` } });
}

/** Starts a run that waits for an approval; the ids of both. */
async function ask(assignees: string[], withForm?: object): Promise<{ runId: string; id: string }> {
  const runId = await owner.start(await owner.publish(approvalBy(assignees, withForm)), { order: 7 });
  await owner.until(runId, 'waiting');
  const { items } = (await owner.get('/api/inbox/', { query: { limit: '200' } })).json();
  const task = items.find((item: { runId: string }) => item.runId === runId);
  return { runId, id: task.id };
}

async function sees(client: TestClient, id: string): Promise<boolean> {
  const { items } = (await client.get('/api/inbox/', { query: { limit: '200' } })).json();
  const listed = items.some((item: { id: string }) => item.id === id);
  const got = (await client.get(`/api/human-tasks/${id}/`)).statusCode === 200;
  expect(listed).toBe(got);
  return got;
}

test('an approval is in the inbox with what led to it, and its decision ends the wait', async () => {
  const { id, runId } = await ask([]);
  const detail = (await owner.get(`/api/human-tasks/${id}/`)).json();
  expect(detail).toMatchObject({
    runId,
    taskId: 'review',
    workflowName: 'Test',
    type: 'approval',
    title: 'Look at this',
    status: 'open',
    outcomes: ['approved', 'rejected'],
    runInput: { order: 7 },
    before: [{ taskId: 'before', outcome: 'success', output: { n: 1 } }],
  });
  const answer = await owner.post(`/api/human-tasks/${id}/complete/`, {
    outcome: 'approved',
    comment: 'fine',
  });
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({
    status: 'completed',
    outcome: 'approved',
    comment: 'fine',
    decidedBy: { name: 'olivia' },
  });
  expect(await owner.until(runId, 'succeeded')).toMatchObject({ output: { outcome: 'approved' } });
  const done = (await owner.get('/api/inbox/', { query: { status: 'completed' } })).json();
  expect(done.items[0]).toMatchObject({ id, status: 'completed' });
});

test('of two who decide at once one is told that it has been decided', async () => {
  const { id, runId } = await ask([]);
  const decide = (outcome: string) => owner.post(`/api/human-tasks/${id}/complete/`, { outcome });
  const answers = await Promise.all([decide('approved'), decide('rejected'), decide('approved')]);
  expect(answers.map((answer) => answer.statusCode).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
  expect(answers.find((answer) => answer.statusCode === 409)?.json()).toMatchObject({
    code: 'human_task_closed',
  });
  await owner.until(runId, 'succeeded', 'failed');
});

test('an outcome that the task does not have is outcome_invalid', async () => {
  const { id } = await ask([]);
  const answer = await owner.post(`/api/human-tasks/${id}/complete/`, { outcome: 'maybe' });
  expect(answer.statusCode).toBe(422);
  expect(answer.json()).toMatchObject({ code: 'outcome_invalid', errors: [{ field: 'body.outcome' }] });
});

test('values that break the form are form_invalid with each field; who rejects may leave them out', async () => {
  const { id } = await ask([], form);
  const complete = (body: object) => owner.post(`/api/human-tasks/${id}/complete/`, body);
  const missing = await complete({ outcome: 'approved' });
  expect(missing.statusCode).toBe(422);
  expect(missing.json()).toMatchObject({
    code: 'form_invalid',
    errors: [{ field: 'values.amount', rule: 'required' }],
  });
  const wrong = await complete({ outcome: 'rejected', values: { amount: 101 } });
  expect(wrong.json()).toMatchObject({
    code: 'form_invalid',
    errors: [{ field: 'values.amount', rule: 'maximum' }],
  });
  expect((await complete({ outcome: 'rejected' })).json()).toMatchObject({
    status: 'completed',
    outcome: 'rejected',
  });
});

test('the values of a form reach the run', async () => {
  const { id, runId } = await ask([], form);
  await owner.post(`/api/human-tasks/${id}/complete/`, { outcome: 'approved', values: { amount: 42 } });
  await owner.until(runId, 'succeeded');
  const { items } = (await owner.get(`/api/runs/${runId}/tasks/`)).json();
  expect(items[1]).toMatchObject({
    outcome: 'approved',
    output: { values: { amount: 42 }, decidedBy: ownerUser.userId },
  });
});

test('who is not named does not see a task, neither in the list nor by its id', async () => {
  const everybody = await ask([]);
  expect(await sees(viewer, everybody.id)).toBe(true);
  const operators = await ask(['role:operator']);
  expect(await sees(operator, operators.id)).toBe(true);
  expect(await sees(viewer, operators.id)).toBe(false);
  const vera = await ask(['user:VERA@example.com']);
  expect(await sees(viewer, vera.id)).toBe(true);
  expect(await sees(operator, vera.id)).toBe(false);
  expect(await sees(owner, vera.id)).toBe(true);
  for (const action of ['complete', 'claim', 'delegate']) {
    const body = { complete: { outcome: 'approved' }, claim: {}, delegate: { assignees: ['role:viewer'] } }[
      action
    ];
    const answer = await operator.post(`/api/human-tasks/${vera.id}/${action}/`, body);
    expect(answer.json()).toMatchObject({ code: 'not_found', status: 404 });
  }
});

test('a claimed task is decided by its claimer alone until it is released', async () => {
  const { id } = await ask([]);
  const claimed = await viewer.post(`/api/human-tasks/${id}/claim/`);
  expect(claimed.json()).toMatchObject({ claimedBy: { name: 'vera' } });
  for (const [action, body] of [
    ['complete', { outcome: 'approved' }],
    ['claim', {}],
    ['delegate', { assignees: ['role:viewer'] }],
  ] as const) {
    const answer = await operator.post(`/api/human-tasks/${id}/${action}/`, body);
    expect(answer.json()).toMatchObject({ code: 'human_task_claimed', status: 409 });
  }
  expect((await viewer.post(`/api/human-tasks/${id}/claim/`, { release: true })).json()).toMatchObject({
    claimedBy: null,
  });
  const answer = await operator.post(`/api/human-tasks/${id}/complete/`, { outcome: 'approved' });
  expect(answer.json()).toMatchObject({ status: 'completed', decidedBy: { name: 'otto' } });
});

test('an owner can release what somebody else has claimed', async () => {
  const { id } = await ask([]);
  await viewer.post(`/api/human-tasks/${id}/claim/`);
  expect((await owner.post(`/api/human-tasks/${id}/claim/`, { release: true })).json()).toMatchObject({
    claimedBy: null,
  });
});

test('of two who claim at once one has it', async () => {
  const { id } = await ask([]);
  const answers = await Promise.all(
    [viewer, operator].map((client) => client.post(`/api/human-tasks/${id}/claim/`)),
  );
  expect(answers.map((answer) => answer.statusCode).toSorted((a, b) => a - b)).toEqual([200, 409]);
});

test('a delegated task is the inbox of those it was handed to', async () => {
  const { id } = await ask(['role:operator']);
  const answer = await operator.post(`/api/human-tasks/${id}/delegate/`, { assignees: ['user:vera'] });
  expect(answer.json()).toMatchObject({ assignees: ['user:vera'], claimedBy: null });
  expect(await sees(viewer, id)).toBe(true);
  expect(await sees(operator, id)).toBe(false);
});

test('a task is not handed to who is not a member', async () => {
  await server.register('stranger');
  const { id } = await ask([]);
  const assignees = ['user:vera', 'user:stranger@example.com', 'role:king', 'vera'];
  const answer = await owner.post(`/api/human-tasks/${id}/delegate/`, { assignees });
  expect(answer.statusCode).toBe(400);
  expect(answer.json().errors.map((error: { field: string }) => error.field)).toEqual([
    'body.assignees[1]',
    'body.assignees[2]',
    'body.assignees[3]',
  ]);
});

test('the inbox comes page by page, oldest first', async () => {
  const first = (await owner.get('/api/inbox/', { query: { limit: '2' } })).json();
  const second = (await owner.get('/api/inbox/', { query: { limit: '2', cursor: first.nextCursor } })).json();
  const ids = [...first.items, ...second.items].map((item: { id: string }) => item.id);
  expect(ids).toHaveLength(4);
  expect(ids).toEqual(ids.toSorted());
});
