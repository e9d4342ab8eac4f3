import { createHmac } from 'node:crypto';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestClient } from '../../testing/client.ts';
import { greeting, nothing, waiting } from '../../testing/definitions.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let server: TestApp;
let ada: TestClient;
let count = 0;

beforeAll(async () => {
  server = await createTestApp();
  ada = new TestClient(server.app, await server.register('ada'));
});
afterAll(() => server.close());

/** Publishes the definition with a webhook; the webhook's path and id and the workflow's. */
async function hookFor(definition: object, config: object = {}) {
  const workflowId = await ada.publish(definition);
  const path = `hook-${(count += 1)}`;
  const created = await ada.post(`/api/workflows/${workflowId}/triggers/`, {
    type: 'webhook',
    config: { path, ...config },
  });
  return { path, workflowId, triggerId: created.json().id };
}

function call(
  path: string,
  body?: unknown,
  options: Partial<InjectOptions> = {},
): Promise<LightMyRequestResponse> {
  return server.app.inject({
    method: 'POST',
    url: `/hooks/${path}`,
    ...(body !== undefined && {
      payload: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }),
    ...options,
  });
}

const respond = {
  tasks: [
    { id: 'check', type: 'condition', config: { if: 'input.amount > 10' } },
    {
      id: 'yes',
      type: 'webhook.respond',
      config: { status: 201, headers: { 'X-Order': '{{ input.id }}' }, body: { ok: true } },
    },
    { id: 'no', type: 'webhook.respond', config: { status: 400, body: 'too small' } },
  ],
  transitions: [
    { from: 'check', to: 'yes', on: 'true' },
    { from: 'check', to: 'no', on: 'false' },
  ],
};

/** Answers what expressions see of the trigger. */
const looking = {
  tasks: [{ id: 'a', type: 'set', config: { values: { seen: '{{ trigger }}' } } }],
  transitions: [],
  output: { seen: '{{ tasks.a.output.seen }}' },
};

const failing = {
  tasks: [{ id: 'a', type: 'set', config: { values: { x: '{{ input.missing.field }}' } } }],
  transitions: [],
};

test('an asynchronous webhook answers 202 with the id of its run, which sees body, query and headers', async () => {
  const { path, triggerId } = await hookFor(nothing);
  const answer = await call(
    `${path}?a=1&a=2`,
    { n: 1 },
    {
      headers: {
        'content-type': 'application/json',
        'x-event': 'push',
        authorization: 'Bearer secret-a',
        cookie: 'secret-b',
      },
    },
  );
  expect(answer.statusCode).toBe(202);
  const { runId, ...rest } = answer.json();
  expect(rest).toEqual({});
  const run = await ada.until(runId, 'succeeded');
  expect(run).toMatchObject({
    triggerType: 'webhook',
    createdBy: null,
    input: { n: 1 },
    trigger: {
      type: 'webhook',
      id: triggerId,
      method: 'POST',
      path,
      query: { a: ['1', '2'] },
      headers: { 'x-event': 'push' },
      body: { n: 1 },
    },
  });
  expect(JSON.stringify(run)).not.toMatch(/secret-[ab]/);
});

test('a synchronous webhook answers what webhook.respond says', async () => {
  const { path } = await hookFor(respond, { mode: 'sync' });
  const yes = await call(path, { amount: 11, id: 'o-1' });
  expect(yes.statusCode).toBe(201);
  expect(yes.headers['x-order']).toBe('o-1');
  expect(yes.json()).toEqual({ ok: true });
  const no = await call(path, { amount: 1, id: 'o-2' });
  expect([no.statusCode, no.body, no.headers['content-type']]).toEqual([
    400,
    'too small',
    'text/plain; charset=utf-8',
  ]);
});

test('without webhook.respond it answers the output of the run', async () => {
  const { path } = await hookFor(greeting, { mode: 'sync' });
  const answer = await call(path, { name: 'Bob' });
  expect([answer.statusCode, answer.json()]).toEqual([200, { text: 'Hello Bob' }]);
});

test('expressions see type, method, path, query, headers and body of the call, also in a run that is started again', async () => {
  const { path, workflowId } = await hookFor(looking, { mode: 'sync' });
  const { seen } = (await call(`${path}?a=1`, { n: 1 })).json();
  expect(seen).toMatchObject({
    type: 'webhook',
    method: 'POST',
    path,
    query: { a: '1' },
    headers: { 'content-type': 'application/json' },
    body: { n: 1 },
  });
  const { items } = (await ada.get('/api/runs/', { query: { workflow: workflowId } })).json();
  const again = await ada.post(`/api/runs/${items[0].id}/rerun/`, { input: { n: 2 } });
  expect(await ada.until(again.json().id, 'succeeded')).toMatchObject({
    output: { seen: { ...seen, type: 'api' } },
  });
});

test('a run that fails is answered run_failed with its id and its error', async () => {
  const { path } = await hookFor(failing, { mode: 'sync' });
  const answer = await call(path, {});
  expect(answer.statusCode).toBe(500);
  expect(answer.headers['content-type']).toMatch('application/problem+json');
  const problem = answer.json();
  expect(problem).toMatchObject({
    code: 'run_failed',
    error: { code: 'expression_undefined', message: expect.any(String) },
  });
  expect(await ada.until(problem.runId, 'failed')).toMatchObject({ status: 'failed' });
});

test('GET without a body starts a run with an empty input, and HEAD starts none', async () => {
  const { path, workflowId } = await hookFor(nothing);
  expect((await server.app.inject({ method: 'HEAD', url: `/hooks/${path}` })).statusCode).toBe(404);
  const answer = await server.app.inject({ method: 'GET', url: `/hooks/${path}/?x=1` });
  expect(answer.statusCode).toBe(202);
  const run = await ada.until(answer.json().runId, 'succeeded');
  expect(run).toMatchObject({ input: {}, trigger: { method: 'GET', query: { x: '1' } } });
  const { items } = (await ada.get('/api/runs/', { query: { workflow: workflowId } })).json();
  expect(items).toHaveLength(1);
});

test('a form and a text arrive as they are', async () => {
  const { path } = await hookFor(nothing);
  const send = async (type: string, payload: string) => {
    const answer = await call(path, undefined, { headers: { 'content-type': type }, payload });
    return ada.until(answer.json().runId, 'succeeded');
  };
  expect(await send('application/x-www-form-urlencoded', 'a=1&b=x%20y')).toMatchObject({
    input: { a: '1', b: 'x y' },
  });
  expect(await send('text/plain', 'hello')).toMatchObject({ input: 'hello' });
});

test('a body that breaks the input schema is refused, naming the field, and starts nothing', async () => {
  const { path, workflowId } = await hookFor(greeting);
  const answer = await call(path, { name: 7 });
  expect(answer.statusCode).toBe(422);
  expect(answer.json()).toMatchObject({
    code: 'input_invalid',
    errors: [{ field: 'input.name', rule: 'type' }],
  });
  expect((await ada.get('/api/runs/', { query: { workflow: workflowId } })).json().items).toEqual([]);
});

test('malformed JSON and a body over the limit are refused with their codes', async () => {
  const { path } = await hookFor(nothing);
  const headers = { 'content-type': 'application/json' };
  const malformed = await call(path, undefined, { headers, payload: '{"a":' });
  expect([malformed.statusCode, malformed.json().code]).toEqual([400, 'malformed_json']);
  const large = await call(path, { text: 'x'.repeat(1_100_000) });
  expect(large.statusCode).toBe(413);
  expect(large.json()).toMatchObject({ code: 'payload_too_large', limit: 1_048_576 });
});

test('with a secret only what is signed with it starts a run', async () => {
  const { path } = await hookFor(nothing, { secret: 'shared' });
  const payload = '{"a": 1}';
  const sign = (secret: string) => `sha256=${createHmac('sha256', secret).update(payload).digest('hex')}`;
  const send = (signature?: string) =>
    call(path, undefined, {
      payload,
      headers: { 'content-type': 'application/json', ...(signature && { 'x-hub-signature-256': signature }) },
    });
  const missing = await send();
  expect([missing.statusCode, missing.json().code]).toEqual([401, 'webhook_signature_missing']);
  const wrong = await send(sign('guessed'));
  expect([wrong.statusCode, wrong.json().code]).toEqual([401, 'webhook_signature_invalid']);
  const right = await send(sign('shared'));
  expect(right.statusCode).toBe(202);
  const run = await ada.until(right.json().runId, 'succeeded');
  expect(JSON.stringify(run)).not.toContain(sign('shared'));
});

test('a webhook is there as long as it is enabled and its workflow is live, from one call to the next', async () => {
  const { path, workflowId, triggerId } = await hookFor(nothing);
  const status = async () => (await call(path, {})).statusCode;
  expect(await status()).toBe(202);
  await ada.patch(`/api/triggers/${triggerId}/`, { enabled: false });
  expect(await status()).toBe(404);
  await ada.patch(`/api/triggers/${triggerId}/`, { enabled: true });
  expect(await status()).toBe(202);
  await ada.delete(`/api/workflows/${workflowId}/`);
  const gone = await call(path, {});
  expect(gone.json()).toMatchObject({ code: 'not_found', status: 404 });
  await ada.post(`/api/workflows/${workflowId}/restore/`);
  expect(await status()).toBe(202);
  await ada.delete(`/api/triggers/${triggerId}/`);
  expect(await status()).toBe(404);
});

test('a call after publishing runs the new version', async () => {
  const { path, workflowId } = await hookFor(nothing, { mode: 'sync' });
  await call(path, {});
  await ada.patch(`/api/workflows/${workflowId}/`, { definition: greeting });
  await ada.post(`/api/workflows/${workflowId}/publish/`);
  expect((await call(path, { name: 'Bob' })).json()).toEqual({ text: 'Hello Bob' });
});

test('a change by another process is seen within two seconds', async () => {
  const { path, triggerId } = await hookFor(nothing);
  expect((await call(path, {})).statusCode).toBe(202);
  await server.services.db
    .updateTable('triggers')
    .set({ enabled: false })
    .where('id', '=', triggerId)
    .execute();
  const changedAt = performance.now();
  while ((await call(path, {})).statusCode === 202) {
    expect(performance.now() - changedAt).toBeLessThan(10_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
});

test('a workflow that is not published has no webhook', async () => {
  const { id } = (await ada.post('/api/workflows/', { name: 'Draft', definition: nothing })).json();
  await ada.post(`/api/workflows/${id}/triggers/`, { type: 'webhook', config: { path: 'draft' } });
  expect((await call('draft', {})).statusCode).toBe(404);
  await ada.post(`/api/workflows/${id}/publish/`);
  expect((await call('draft', {})).statusCode).toBe(202);
});

test('a run that waits is answered once it has responded or ended', async () => {
  const { path } = await hookFor(waiting, { mode: 'sync' });
  const answering = call(path, {});
  const waitingRun = async () =>
    (await ada.get('/api/runs/', { query: { status: 'waiting', limit: '1' } })).json().items[0];
  let run = await waitingRun();
  while (!run) run = await waitingRun();
  await ada.post(`/api/runs/${run.id}/signals/`, { name: 'paid', payload: 5 });
  expect((await answering).json()).toEqual({ paid: 5 });
});

test('a hundred calls at once start a hundred runs', async () => {
  const { path, workflowId } = await hookFor(nothing);
  const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => call(path, { n })));
  expect(new Set(answers.map((answer) => answer.json().runId)).size).toBe(100);
  const { items } = (await ada.get('/api/runs/', { query: { workflow: workflowId, limit: '200' } })).json();
  expect(items).toHaveLength(100);
});
