import { randomUUID } from 'node:crypto';
import type { HumanTask, RunSummary, TaskRun } from '@innoflow/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { TestClient } from '../testing/client.ts';
import { approvalBy, nothing, waiting } from '../testing/definitions.ts';
import { LiveClient } from '../testing/live-client.ts';
import { createTestApp, type TestApp, type TestUser } from '../testing/test-app.ts';

let server: TestApp;
let address: string;
let user: TestUser;
let ada: TestClient;
let eveUser: TestUser;
let eve: TestClient;
const clients: LiveClient[] = [];

beforeAll(async () => {
  server = await createTestApp();
  const listening = await server.app.listen({ port: 0, host: '127.0.0.1' });
  address = `${listening.replace('http', 'ws')}/ws`;
  user = await server.register('ada');
  ada = new TestClient(server.app, user);
  eveUser = await server.register('eve');
  eve = new TestClient(server.app, eveUser);
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(() => server.close());

async function connect(headers: Record<string, string> = user.bearer): Promise<LiveClient> {
  const client = await LiveClient.connect(address, headers);
  clients.push(client);
  return client;
}

type RunEvent = { seq: number; event: { type: 'run.updated'; run: RunSummary } };
type TaskRunEvent = { seq: number; event: { type: 'taskRun.updated'; taskRun: TaskRun } };
type HumanTaskEvent = { seq: number; event: { type: 'humanTask.updated'; humanTask: HumanTask } };

function runIs(
  client: LiveClient,
  topic: string,
  runId: string,
  status: string,
): Promise<RunEvent & { topic: string }> {
  return client.next((message) => {
    if (message.topic !== topic || message.event?.type !== 'run.updated') return false;
    const run = message.event['run'] as RunSummary; // of an event of this type
    return run.id === runId && run.status === status;
  });
}

/** The task runs of a topic's events, the last of each. */
function taskRuns(client: LiveClient, topic: string): Map<string, string> {
  const events = client
    .events(topic)
    .filter(({ event }) => event.type === 'taskRun.updated') as TaskRunEvent[];
  return new Map(events.map(({ event }) => [event.taskRun.taskId, event.taskRun.status]));
}

function ascends(seqs: number[]): boolean {
  return seqs.every((seq, index) => index === 0 || seq > (seqs[index - 1] ?? 0));
}

describe('who may connect', () => {
  test('an access token, or the cookie from our own origin, connects', async () => {
    const origin = address.replace('ws:', 'http:').replace('/ws', '');
    for (const headers of [user.bearer, { cookie: user.cookie, origin }]) {
      const client = await connect(headers);
      expect(await client.subscribe('runs')).toMatchObject({ reset: false });
    }
  });

  test('the cookie sent by a page of a foreign origin is refused', async () => {
    await expect(connect({ cookie: user.cookie, origin: 'https://evil.example' })).rejects.toThrow('403');
  });

  test('a token that does not hold is refused', async () => {
    await expect(connect({ authorization: 'Bearer nonsense' })).rejects.toThrow('401');
  });

  test('a client without either shows a token first, and gets nothing before', async () => {
    const client = await connect({});
    client.send({ subscribe: 'runs' });
    await client.next((message) => 'error' in message && message.error.code === 'unauthenticated');
    client.send({ token: user.accessToken });
    expect(await client.subscribe('runs')).toMatchObject({ subscribed: 'runs' });
  });

  test('a client that shows a wrong token is closed', async () => {
    const client = await connect({});
    client.send({ token: 'nonsense' });
    expect(await client.closed).toEqual({ code: 4401, reason: 'token_invalid' });
  });

  test('plain HTTP at /ws and upgrades elsewhere are answered', async () => {
    expect((await server.app.inject('/ws')).statusCode).toBe(426);
    await expect(LiveClient.connect(address.replace('/ws', '/other'), {})).rejects.toThrow('404');
  });
});

describe('topics', () => {
  test("another organization's run or workflow, and what does not exist, are not_found alike", async () => {
    const workflow = await eve.publish(nothing);
    const run = await eve.start(workflow);
    const client = await connect();
    const answers = [];
    for (const topic of [
      `run:${run}`,
      `run:${randomUUID()}`,
      `workflow:${workflow}`,
      `workflow:${randomUUID()}`,
    ]) {
      const before = client.received.length;
      client.send({ subscribe: topic });
      const answer = await client.next((message) => client.received.indexOf(message) >= before);
      expect(answer).toMatchObject({ error: { code: 'not_found', topic } });
      answers.push(JSON.stringify(answer).replace(topic, ''));
    }
    expect(new Set(answers).size).toBe(1);
  });

  test('what is no message or no topic is answered with an error, and the connection goes on', async () => {
    const client = await connect();
    client.send('{');
    await client.next((message) => 'error' in message && message.error.code === 'malformed_json');
    client.send({ shout: 'runs' });
    await client.next((message) => 'error' in message && message.error.code === 'validation_failed');
    client.send({ subscribe: 'everything' });
    await client.next((message) => 'error' in message && message.error.code === 'not_found');
    client.send({ ping: 7 });
    await client.next((message) => 'pong' in message && message.pong === 7);
  });

  test('a run is followed from its start to its end, with its task runs, in ascending numbers', async () => {
    const runId = await ada.start(await ada.publish(waiting));
    await ada.until(runId, 'waiting');
    const client = await connect();
    const topic = `run:${runId}`;
    const { seq } = await client.subscribe(topic);
    await ada.post(`/api/runs/${runId}/signals/`, { name: 'paid', payload: 1 });
    await runIs(client, topic, runId, 'succeeded');
    expect(taskRuns(client, topic)).toEqual(new Map([['wait', 'succeeded']]));
    expect(ascends([seq, ...client.events(topic).map((event) => event.seq)])).toBe(true);
  });

  test('runs and the workflow of a run tell of it; after leaving they do not', async () => {
    const workflow = await ada.publish(nothing);
    const client = await connect();
    await client.subscribe('runs');
    await client.subscribe(`workflow:${workflow}`);
    const first = await ada.start(workflow);
    await runIs(client, 'runs', first, 'succeeded');
    await runIs(client, `workflow:${workflow}`, first, 'succeeded');
    client.send({ unsubscribe: 'runs' });
    await client.next((message) => 'unsubscribed' in message);
    const second = await ada.start(workflow);
    await runIs(client, `workflow:${workflow}`, second, 'succeeded');
    const told = client.events('runs') as RunEvent[];
    expect(told.filter(({ event }) => event.run.id === second)).toEqual([]);
  });

  test('nothing of one organization reaches another', async () => {
    const client = await connect(eveUser.bearer);
    for (const topic of ['runs', 'inbox', 'analytics']) await client.subscribe(topic);
    const adas = await ada.start(await ada.publish(approvalBy([])));
    await ada.until(adas, 'waiting');
    const eves = await eve.start(await eve.publish(nothing));
    await runIs(client, 'runs', eves, 'succeeded');
    expect(JSON.stringify(client.received)).not.toContain(adas);
  });

  test('a publish is told to those who look at the workflow', async () => {
    const workflow = await ada.publish(nothing);
    const client = await connect();
    const topic = `workflow:${workflow}`;
    await client.subscribe(topic);
    await ada.patch(`/api/workflows/${workflow}/`, { name: 'Renamed' });
    await client.next((message) => message.topic === topic && message.event?.type === 'workflow.updated');
  });
});

describe('the inbox', () => {
  const taskIs = (client: LiveClient, runId: string, status: string) =>
    client.next<HumanTaskEvent & { topic: string; pong: never }>((message) => {
      if (message.topic !== 'inbox') return false;
      const task = message.event?.['humanTask'] as HumanTask; // of an event of this topic
      return task.runId === runId && task.status === status;
    });

  test('tells of a new task, a claim and the decision', async () => {
    const client = await connect();
    await client.subscribe('inbox');
    const runId = await ada.start(await ada.publish(approvalBy([])));
    const { event } = await taskIs(client, runId, 'open');
    const { id } = event.humanTask;
    await ada.post(`/api/human-tasks/${id}/claim/`);
    await client.next((message) => {
      const task = message.event?.['humanTask'] as HumanTask | undefined; // of an event of this topic
      return task?.id === id && task.claimedBy?.name === 'ada';
    });
    await ada.post(`/api/human-tasks/${id}/complete/`, { outcome: 'approved' });
    await taskIs(client, runId, 'completed');
  });

  test('shows a task only to those who may see it', async () => {
    const otto = await server.register('otto');
    const { db } = server.services;
    const role = 'viewer';
    await db
      .updateTable('memberships')
      .set({ organization_id: user.organizationId, role })
      .where('user_id', '=', otto.userId)
      .execute();
    await db
      .updateTable('sessions')
      .set({ active_organization_id: user.organizationId })
      .where('user_id', '=', otto.userId)
      .execute();
    const payload = { email: otto.email, password: otto.password };
    const login = await server.app.inject({ method: 'POST', url: '/api/auth/login/', payload });
    const client = await connect({ authorization: `Bearer ${login.json().accessToken}` });
    await client.subscribe('inbox');
    const hidden = await ada.start(await ada.publish(approvalBy(['role:admin'])));
    await ada.until(hidden, 'waiting');
    const shown = await ada.start(await ada.publish(approvalBy(['user:otto'])));
    await taskIs(client, shown, 'open');
    expect(JSON.stringify(client.received)).not.toContain(hidden);
  });
});

describe('coming back', () => {
  test('a client that lost its connection gets what it missed of a list', async () => {
    const workflow = await ada.publish(nothing);
    const before = await connect();
    const keeper = await connect();
    await before.subscribe('runs');
    await keeper.subscribe('runs');
    const first = await ada.start(workflow);
    const { seq } = await runIs(before, 'runs', first, 'succeeded');
    before.close();
    await before.closed;
    const missed = await ada.start(workflow);
    await runIs(keeper, 'runs', missed, 'succeeded');
    const after = await connect();
    expect(await after.subscribe('runs', seq)).toEqual({ subscribed: 'runs', seq, reset: false });
    await runIs(after, 'runs', missed, 'succeeded');
    const ids = (after.events('runs') as RunEvent[]).map(({ event }) => event.run.id);
    expect(ids).not.toContain(first);
  });

  test('a number that is not known any more is answered with reset', async () => {
    const client = await connect();
    expect(await client.subscribe('runs', 12)).toMatchObject({ reset: true });
    expect(await client.subscribe('inbox', Number.MAX_SAFE_INTEGER)).toMatchObject({ reset: true });
    const runId = await ada.start(await ada.publish(nothing));
    await ada.until(runId, 'succeeded');
    expect(await client.subscribe(`run:${runId}`, Number.MAX_SAFE_INTEGER)).toMatchObject({ reset: true });
  });

  test('of a run everything that changed meanwhile comes from the journal, though nobody was there', async () => {
    const definition = {
      tasks: [
        { id: 'first', type: 'set', config: { values: {} } },
        { id: 'wait', type: 'wait.event', config: { name: 'paid' } },
        { id: 'last', type: 'set', config: { values: {} } },
      ],
      transitions: [
        { from: 'first', to: 'wait' },
        { from: 'wait', to: 'last' },
      ],
    };
    const runId = await ada.start(await ada.publish(definition));
    await ada.until(runId, 'waiting');
    const topic = `run:${runId}`;
    const before = await connect();
    const { seq } = await before.subscribe(topic);
    before.close();
    await before.closed;
    await ada.post(`/api/runs/${runId}/signals/`, { name: 'paid' });
    await ada.until(runId, 'succeeded');
    const after = await connect();
    expect(await after.subscribe(topic, seq)).toEqual({ subscribed: topic, seq, reset: false });
    await runIs(after, topic, runId, 'succeeded');
    expect(taskRuns(after, topic)).toEqual(
      new Map([
        ['wait', 'succeeded'],
        ['last', 'succeeded'],
      ]),
    );
    expect(ascends([seq, ...after.events(topic).map((event) => event.seq)])).toBe(true);
  });

  test('a client that comes and goes all the time misses nothing of a run', async () => {
    const definition = {
      tasks: Array.from({ length: 12 }, (_, n) => ({ id: `t${n}`, type: 'delay', config: { for: '20ms' } })),
      transitions: Array.from({ length: 11 }, (_, n) => ({ from: `t${n}`, to: `t${n + 1}` })),
    };
    const runId = await ada.start(await ada.publish(definition));
    const topic = `run:${runId}`;
    const known = new Map<string, string>();
    let status = '';
    let since = 0;
    for (let attempt = 0; status !== 'succeeded'; attempt += 1) {
      const client = await connect();
      await client.subscribe(topic, since);
      await client.next(() => client.events(topic).length > 0);
      // The connection is lost in the middle of what comes, each time somewhere else.
      for (const { seq, event } of client.events(topic).slice(0, 1 + (attempt % 20))) {
        since = seq;
        if (event.type === 'run.updated') status = (event['run'] as RunSummary).status;
        const taskRun = event['taskRun'] as TaskRun | undefined; // of the other type of event
        if (taskRun) known.set(taskRun.taskId, taskRun.status);
      }
      client.close();
    }
    expect([...known.values()]).toEqual(Array.from({ length: 12 }, () => 'succeeded'));
  });
});

test('of many runs at once a listener hears how each ended', async () => {
  const workflow = await ada.publish(nothing);
  const client = await connect();
  await client.subscribe('runs');
  const ids = await Promise.all(Array.from({ length: 300 }, () => ada.start(workflow)));
  for (const id of ids) await runIs(client, 'runs', id, 'succeeded');
  expect(ascends(client.events('runs').map((event) => event.seq))).toBe(true);
});

test('a connection ends when its session does', async () => {
  const bob = await server.register('bob');
  const client = await connect(bob.bearer);
  await client.subscribe('runs');
  await server.app.inject({ method: 'POST', url: '/api/auth/logout/', headers: bob.bearer });
  client.send({ token: bob.accessToken });
  expect(await client.closed).toMatchObject({ code: 4401 });
});
