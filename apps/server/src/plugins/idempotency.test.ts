import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../testing/test-app.ts';

let server: TestApp;
let user: TestUser;
beforeAll(async () => {
  server = await createTestApp();
  user = await server.register('somebody');
});
afterAll(() => server.close());

const create = (key: string, body: object, who: TestUser = user) =>
  server.app.inject({
    method: 'POST',
    url: '/api/workflows/',
    headers: { ...who.bearer, 'idempotency-key': key },
    payload: body,
  });

test('the same request with the same key gets the stored answer and creates nothing', async () => {
  const first = await create('k1', { name: 'once' });
  const again = await create('k1', { name: 'once' });
  expect([first.statusCode, again.statusCode]).toEqual([201, 201]);
  expect(again.json()).toEqual(first.json());
  expect(first.headers['idempotency-replayed']).toBeUndefined();
  expect(again.headers['idempotency-replayed']).toBe('true');
});

test('another request with the same key is refused', async () => {
  await create('k2', { name: 'one' });
  expect((await create('k2', { name: 'two' })).json()).toMatchObject({
    status: 422,
    code: 'idempotency_key_reused',
  });
});

test('of many that come together one answers and the others are told to wait', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => create('k3', { name: 'race' })));
  const created = answers.filter((answer) => answer.statusCode === 201);
  const ids = new Set(created.map((answer) => answer.json().id));
  expect(ids.size).toBe(1);
  for (const answer of answers) {
    if (answer.statusCode !== 201)
      expect(answer.json()).toMatchObject({ status: 409, code: 'idempotency_in_progress' });
  }
});

test('a refused request leaves the key free', async () => {
  expect((await create('k4', { name: '' })).statusCode).toBe(400);
  expect((await create('k4', { name: 'right' })).statusCode).toBe(201);
});

test('keys of different users never meet', async () => {
  const other = await server.register('other');
  const mine = await create('k5', { name: 'mine' });
  const theirs = await create('k5', { name: 'mine' }, other);
  expect(theirs.statusCode).toBe(201);
  expect(theirs.json().id).not.toBe(mine.json().id);
});

test('an answer of more than 24 hours ago, and an abandoned first request, give way', async () => {
  const { db, idempotency } = server.services;
  const first = await create('k6', { name: 'old' });
  await age('k6', 25);
  const second = await create('k6', { name: 'old' });
  expect(second.json().id).not.toBe(first.json().id);

  await db.updateTable('idempotency_keys').set({ status: null }).where('key', '=', 'k6').execute();
  expect((await create('k6', { name: 'old' })).json().code).toBe('idempotency_in_progress');
  await age('k6', 1);
  expect((await create('k6', { name: 'old' })).statusCode).toBe(201);

  await age('k6', 25);
  await idempotency.dropOld();
  expect(await db.selectFrom('idempotency_keys').select('key').where('key', '=', 'k6').execute()).toEqual([]);
});

test('a run whose start was committed before its process died is found, not started twice', async () => {
  const { db, idempotency } = server.services;
  const workflow = await create('k7', {
    name: 'crash',
    definition: { tasks: [{ id: 'a', type: 'set', config: { values: {} } }] },
  });
  const url = `/api/workflows/${workflow.json().id}`;
  const headers = { ...user.bearer, 'idempotency-key': 'k8' };
  await server.app.inject({ method: 'POST', url: `${url}/publish/`, headers: user.bearer });
  const start = (input: object) =>
    server.app.inject({ method: 'POST', url: `${url}/runs/`, headers, payload: { input } });
  const first = await start({ n: 1 });
  expect(first.statusCode).toBe(202);

  // As a kill between the commit of the run and that of its answer leaves it.
  await db
    .updateTable('idempotency_keys')
    .set({ status: null, response: null })
    .where('key', '=', 'k8')
    .execute();
  await idempotency.abandonUnfinished();
  expect((await start({ n: 2 })).json().code).toBe('idempotency_key_reused');
  const again = await start({ n: 1 });
  expect([again.statusCode, again.json().id]).toEqual([202, first.json().id]);
  const runs = await server.app.inject({ url: '/api/runs/', headers: user.bearer });
  expect(runs.json().items.map((run: { id: string }) => run.id)).toEqual([first.json().id]);
});

test('an empty or endless key is refused', async () => {
  expect((await create('x'.repeat(300), { name: 'a' })).json().errors).toMatchObject([
    { field: 'headers.idempotency-key' },
  ]);
});

async function age(key: string, hours: number): Promise<void> {
  await server.services.db
    .updateTable('idempotency_keys')
    .set({ created_at: new Date(Date.now() - hours * 3_600_000) })
    .where('key', '=', key)
    .execute();
}
