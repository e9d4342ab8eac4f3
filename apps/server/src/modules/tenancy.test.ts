import { randomUUID } from 'node:crypto';
import { type RouteContract, routes } from '@innoflow/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestClient } from '../testing/client.ts';
import { approvalBy, nothing } from '../testing/definitions.ts';
import { createTestApp, type TestApp, type TestUser } from '../testing/test-app.ts';

/** A thing of every kind that belongs to eve's organization, by the module whose routes take its id. */
const ids: Record<string, string> = {};
let server: TestApp;
let ada: TestUser;
let eve: TestClient;

beforeAll(async () => {
  server = await createTestApp();
  ada = await server.register('ada');
  eve = new TestClient(server.app, await server.register('eve'));
  ids['workflows'] = await eve.publish(nothing);
  ids['runs'] = await eve.start(await eve.publish(approvalBy([])));
  await eve.until(ids['runs'], 'waiting');
  ids['human-tasks'] = (await eve.get('/api/inbox/')).json().items[0].id;
  const trigger = { type: 'webhook', config: { path: 'eves' } };
  ids['triggers'] = (await eve.post(`/api/workflows/${ids['workflows']}/triggers/`, trigger)).json().id;
  ids['credentials'] = (await eve.post('/api/credentials/', { name: 'token', value: 'x' })).json().id;
});
afterAll(() => server.close());

/** Bodies that the contract takes, so that nothing but the id can be wrong. */
const bodies: Record<string, unknown> = {
  'PATCH /api/triggers/:id/': { enabled: true },
  'POST /api/workflows/:id/triggers/': { type: 'webhook', config: { path: 'adas' } },
  'POST /api/runs/:id/signals/': { name: 'paid' },
  'POST /api/human-tasks/:id/complete/': { outcome: 'approved' },
  'POST /api/human-tasks/:id/delegate/': { assignees: ['role:viewer'] },
  'PATCH /api/workflows/:id/': { name: 'Mine now' },
  'PATCH /api/credentials/:id/': { value: 'y' },
};

const withId = Object.values(routes)
  .flatMap((group): RouteContract[] => Object.values(group))
  .filter(({ path }) => path.includes('/:id/'))
  .map((contract) => [`${contract.method} ${contract.path}`, contract] as const);

/** The whole answer but what names the request itself. */
async function answerTo(name: string, { method, path }: RouteContract, id: string) {
  const url = path.replace(':id', id).replace(/:(version|a|b)/g, '1');
  const body = bodies[name];
  const answer = await server.app.inject({
    method,
    url,
    headers: ada.bearer,
    ...(body !== undefined && { payload: body as object }), // the table holds objects
  });
  const { instance: _, requestId: __, ...problem } = answer.json();
  return { status: answer.statusCode, problem };
}

describe("another organization's id is answered like one that does not exist", () => {
  test('there are routes with ids to look at', () => {
    expect(withId.length).toBeGreaterThan(20);
  });

  test.each(withId)('%s', async (name, contract) => {
    const kind = contract.path.split('/')[2] ?? '';
    const foreign = ids[kind];
    if (foreign === undefined) throw new Error(`the test has nothing of the kind "${kind}"`);
    const answers = [];
    for (const id of [foreign, randomUUID(), foreign.toUpperCase(), 'no-uuid', '0']) {
      answers.push(await answerTo(name, contract, id));
    }
    expect(answers[0]).toMatchObject({ status: 404, problem: { code: 'not_found', status: 404 } });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });
});

test('nothing of it was changed by those attempts', async () => {
  expect((await eve.get(`/api/workflows/${ids['workflows']}/`)).json()).toMatchObject({
    name: 'Test',
    publishedVersion: 1,
  });
  expect((await eve.get(`/api/runs/${ids['runs']}/`)).json()).toMatchObject({ status: 'waiting' });
  expect((await eve.get(`/api/human-tasks/${ids['human-tasks']}/`)).json()).toMatchObject({
    status: 'open',
    claimedBy: null,
  });
  expect((await eve.get(`/api/workflows/${ids['workflows']}/triggers/`)).json().items).toHaveLength(1);
  expect((await eve.get('/api/credentials/')).json().items).toHaveLength(1);
});

test("lists hold nothing of another organization, also when they are filtered by its workflow's id", async () => {
  const client = new TestClient(server.app, ada);
  for (const url of [
    '/api/workflows/',
    '/api/runs/',
    `/api/runs/?workflow=${ids['workflows']}`,
    '/api/inbox/',
    '/api/credentials/',
  ]) {
    expect((await client.get(url)).json()).toEqual({ items: [], nextCursor: null });
  }
  expect((await client.get('/api/runs/counts/')).json()).toMatchObject({ active: { waiting: 0 } });
});
