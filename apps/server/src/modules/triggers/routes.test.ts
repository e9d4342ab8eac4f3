import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestClient } from '../../testing/client.ts';
import { greeting, nothing } from '../../testing/definitions.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let server: TestApp;
let ada: TestClient;

beforeAll(async () => {
  server = await createTestApp({ PUBLIC_URL: 'https://flow.example.com' });
  ada = new TestClient(server.app, await server.register('ada'));
});
afterAll(() => server.close());

const triggersOf = (id: string) => `/api/workflows/${id}/triggers/`;
const yearly = { type: 'schedule', config: { cron: '0 9 1 1 *', timezone: 'Europe/Berlin' } };

test('a webhook has its address, and its secret is never given back', async () => {
  const id = await ada.publish(nothing);
  const config = { path: 'orders/new', mode: 'sync', secret: 'tell nobody' };
  const created = await ada.post(triggersOf(id), { type: 'webhook', config });
  expect(created.statusCode).toBe(201);
  expect(created.json()).toMatchObject({
    workflowId: id,
    type: 'webhook',
    config: { path: 'orders/new', mode: 'sync' },
    secretSet: true,
    enabled: true,
    live: true,
    url: 'https://flow.example.com/hooks/orders/new',
    nextFireAt: null,
  });
  const list = await ada.get(triggersOf(id));
  expect(list.json()).toMatchObject({ items: [{ id: created.json().id }], nextCursor: null });
  expect(created.body + list.body + server.log()).not.toContain('tell nobody');
  const rows = await server.services.db.selectFrom('triggers').selectAll().execute();
  expect(
    JSON.stringify(rows.map((row) => ({ ...row, secret_ciphertext: String(row.secret_ciphertext) }))),
  ).not.toContain('tell nobody');
});

test('a secret stays when the config is replaced without one, and null removes it', async () => {
  const id = await ada.publish(nothing);
  const { id: trigger } = (
    await ada.post(triggersOf(id), { type: 'webhook', config: { path: 'keep', secret: 's' } })
  ).json();
  const change = async (config: object) => (await ada.patch(`/api/triggers/${trigger}/`, { config })).json();
  expect(await change({ path: 'keep', mode: 'sync' })).toMatchObject({
    secretSet: true,
    config: { mode: 'sync' },
  });
  expect(await change({ path: 'keep', secret: null })).toMatchObject({
    secretSet: false,
    config: { mode: 'async' },
  });
});

test('a path belongs to one webhook of the installation', async () => {
  const id = await ada.publish(nothing);
  await ada.post(triggersOf(id), { type: 'webhook', config: { path: 'mine' } });
  const eve = new TestClient(server.app, await server.register('eve'));
  const other = await eve.publish(nothing);
  const answer = await eve.post(triggersOf(other), { type: 'webhook', config: { path: 'mine' } });
  expect(answer.statusCode).toBe(409);
  expect(answer.json()).toMatchObject({
    code: 'webhook_path_taken',
    errors: [{ field: 'body.config.path' }],
  });
  const { id: trigger } = (
    await eve.post(triggersOf(other), { type: 'webhook', config: { path: 'hers' } })
  ).json();
  const moved = await eve.patch(`/api/triggers/${trigger}/`, { config: { path: 'mine' } });
  expect(moved.json()).toMatchObject({ code: 'webhook_path_taken' });
});

test.each([
  ['webhook', { path: '../admin' }, ['body.config.path']],
  ['webhook', { path: 'a', mode: 'later' }, ['body.config.mode']],
  ['webhook', { path: 'a', extra: 1 }, ['body.config.extra']],
  ['webhook', {}, ['body.config.path']],
  ['schedule', { cron: 'at noon' }, ['body.config.cron']],
  ['schedule', { cron: '0 9 31 2 *' }, ['body.config.cron']],
  [
    'schedule',
    { cron: '61 * * * *', timezone: 'Mars/Olympus' },
    ['body.config.cron', 'body.config.timezone'],
  ],
  ['schedule', { cron: '* * * * *', missed: 'maybe' }, ['body.config.missed']],
])('a %s with %j is trigger_invalid, naming the fields %j', async (type, config, fields) => {
  const id = await ada.publish(nothing);
  const answer = await ada.post(triggersOf(id), { type, config });
  expect(answer.statusCode).toBe(422);
  expect(answer.json()).toMatchObject({ code: 'trigger_invalid' });
  expect(answer.json().errors.map((error: { field: string }) => error.field)).toEqual(fields);
});

test('a schedule is due at the next fire in its time zone, as long as it is live', async () => {
  const { id } = (await ada.post('/api/workflows/', { name: 'Yearly', definition: nothing })).json();
  const { id: trigger, ...created } = (await ada.post(triggersOf(id), yearly)).json();
  expect(created).toMatchObject({ live: false, nextFireAt: null, config: { missed: 'once' } });
  const current = async () => (await ada.get(triggersOf(id))).json().items[0];

  await ada.post(`/api/workflows/${id}/publish/`);
  const { nextFireAt, live } = await current();
  expect(live).toBe(true);
  // Nine o'clock in Berlin's winter.
  expect(nextFireAt).toMatch(/^20\d\d-01-01T08:00:00\.000Z$/);

  expect((await ada.patch(`/api/triggers/${trigger}/`, { enabled: false })).json()).toMatchObject({
    nextFireAt: null,
  });
  expect((await ada.patch(`/api/triggers/${trigger}/`, { enabled: true })).json()).toMatchObject({
    nextFireAt,
  });
  await ada.delete(`/api/workflows/${id}/`);
  const rows = await server.services.db
    .selectFrom('triggers')
    .where('id', '=', trigger)
    .select('next_fire_at')
    .execute();
  expect(rows).toEqual([{ next_fire_at: null }]);
  await ada.post(`/api/workflows/${id}/restore/`);
  expect(await current()).toMatchObject({ nextFireAt });
});

test('a schedule whose input breaks the input schema of the workflow is trigger_invalid', async () => {
  const id = await ada.publish(greeting);
  const answer = await ada.post(triggersOf(id), yearly);
  expect(answer.json()).toMatchObject({
    code: 'trigger_invalid',
    errors: [{ field: 'body.config.input.name' }],
  });
  const config = { ...yearly.config, input: { name: 'Bob' } };
  expect((await ada.post(triggersOf(id), { ...yearly, config })).statusCode).toBe(201);
});

test('a removed trigger is gone', async () => {
  const id = await ada.publish(nothing);
  const { id: trigger } = (await ada.post(triggersOf(id), yearly)).json();
  expect((await ada.delete(`/api/triggers/${trigger}/`)).statusCode).toBe(204);
  expect((await ada.delete(`/api/triggers/${trigger}/`)).json()).toMatchObject({ code: 'not_found' });
  expect((await ada.get(triggersOf(id))).json().items).toEqual([]);
});
