import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestClient } from '../../testing/client.ts';
import { greeting, nothing } from '../../testing/definitions.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let server: TestApp;
let ada: TestClient;
let token: { authorization: string };

beforeAll(async () => {
  server = await createTestApp();
  const user = await server.register('ada');
  token = user.bearer;
  ada = new TestClient(server.app, user);
});
afterAll(() => server.close());

const create = async (definition?: object, name = 'Demo Workflow') =>
  (await ada.post('/api/workflows/', { name, ...(definition && { definition }) })).json();

describe('drafts', () => {
  test('the example of the specification creates a workflow whose draft is the definition', async () => {
    const answer = await server.app.inject({
      method: 'POST',
      url: '/api/workflows/',
      headers: { ...token, 'content-type': 'application/json' },
      payload: JSON.stringify({
        name: 'Demo Workflow',
        definition: { tasks: [{ id: 'a' }], transitions: [] },
      }),
    });
    expect(answer.statusCode).toBe(201);
    expect(answer.headers['etag']).toBe('"1"');
    expect(answer.json()).toMatchObject({
      name: 'Demo Workflow',
      description: '',
      definition: { tasks: [{ id: 'a' }], transitions: [] },
      publishedVersion: null,
      draftRevision: 1,
      draftChanged: true,
      taskCount: 1,
      createdBy: { name: 'ada' },
    });
  });

  test('a draft is saved whatever state it is in, and its revision grows', async () => {
    const { id } = await create();
    const definition = {
      tasks: [{ nonsense: true }, 7],
      transitions: [{ from: 'x', to: 'nowhere' }],
      more: 1,
    };
    const saved = await ada.patch(`/api/workflows/${id}/`, { definition });
    expect(saved.statusCode).toBe(200);
    expect(saved.json()).toMatchObject({ definition, draftRevision: 2, taskCount: 2 });
    expect((await ada.patch(`/api/workflows/${id}/`, { name: 'Other' })).json()).toMatchObject({
      name: 'Other',
      draftRevision: 2,
    });
  });

  test('a save on top of a draft that somebody else changed is refused, and says the current revision', async () => {
    const { id } = await create();
    const url = `/api/workflows/${id}/`;
    const first = await ada.patch(url, { definition: nothing }, { headers: { 'if-match': '"1"' } });
    expect(first.statusCode).toBe(200);
    expect(first.headers['etag']).toBe('"2"');
    const second = await ada.patch(url, { definition: greeting }, { headers: { 'if-match': '"1"' } });
    expect(second.statusCode).toBe(412);
    expect(second.json()).toMatchObject({ code: 'draft_conflict', draftRevision: 2 });
    expect((await ada.get(url)).json().definition).toEqual(nothing);
  });

  test('of two saves at once on the same revision one wins', async () => {
    const { id } = await create();
    const save = (definition: object) =>
      ada.patch(`/api/workflows/${id}/`, { definition }, { headers: { 'if-match': '"1"' } });
    const answers = await Promise.all([save(nothing), save(greeting), save(nothing), save(greeting)]);
    expect(answers.map((answer) => answer.statusCode).toSorted((a, b) => a - b)).toEqual([
      200, 412, 412, 412,
    ]);
  });

  test('a definition of more than two MiB is payload_too_large', async () => {
    const definition = { tasks: [{ id: 'a', description: 'x'.repeat(2 * 1024 * 1024) }], transitions: [] };
    const answer = await ada.post('/api/workflows/', { name: 'Large', definition });
    expect(answer.statusCode).toBe(413);
    expect(answer.json()).toMatchObject({ code: 'payload_too_large' });
  });

  test('a name with a character that no text can hold is refused', async () => {
    const answer = await ada.post('/api/workflows/', { name: 'a\u0000b' });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'validation_failed' });
  });
});

describe('validation', () => {
  test.each([
    [
      'a transition to nowhere',
      { ...nothing, transitions: [{ from: 'a', to: 'b' }] },
      { code: 'transition_dangling', transition: 0 },
    ],
    [
      'an unknown task type',
      { tasks: [{ id: 'a', type: 'teleport' }] },
      { code: 'unknown_task_type', taskId: 'a' },
    ],
    [
      'a condition that does not parse',
      {
        tasks: [...nothing.tasks, { id: 'b', type: 'set', config: { values: {} } }],
        transitions: [{ from: 'a', to: 'b', when: 'input.x >' }],
      },
      { code: 'expression_invalid', transition: 0, field: 'when' },
    ],
    [
      'a missing credential',
      { tasks: [{ id: 'a', type: 'set', config: { values: { a: '{{ secrets.nope }}' } } }] },
      { code: 'credential_missing', taskId: 'a' },
    ],
    ['no task at all', { tasks: [] }, { code: 'no_tasks' }],
    [
      'an input schema that is none',
      { ...nothing, input: { type: 'objekt' } },
      { code: 'input_schema_invalid' },
    ],
  ])(
    '%s is found by validate and refused by publish, with its place and what to do',
    async (_, definition, problem) => {
      const { id } = await create(definition);
      const expected = {
        severity: 'error',
        message: expect.any(String),
        suggestion: expect.any(String),
        ...problem,
      };
      const validated = await ada.post(`/api/workflows/${id}/validate/`);
      expect(validated.statusCode).toBe(200);
      expect(validated.json()).toMatchObject({ valid: false });
      expect(validated.json().problems).toContainEqual(expect.objectContaining(expected));
      const published = await ada.post(`/api/workflows/${id}/publish/`);
      expect(published.statusCode).toBe(422);
      expect(published.json()).toMatchObject({ code: 'definition_invalid' });
      expect(published.json().problems).toContainEqual(expect.objectContaining(expected));
      expect((await ada.get(`/api/workflows/${id}/`)).json().publishedVersion).toBeNull();
    },
  );

  test('a definition that is given is validated instead of the draft', async () => {
    const { id } = await create({ tasks: [] });
    const answer = await ada.post(`/api/workflows/${id}/validate/`, { definition: nothing });
    expect(answer.json()).toMatchObject({ valid: true, problems: [] });
  });

  test('a credential that exists is not missed', async () => {
    await ada.post('/api/credentials/', { name: 'tracker', value: 'secret' });
    const definition = {
      tasks: [{ id: 'a', type: 'set', config: { values: { a: '{{ secrets.tracker }}' } } }],
    };
    const { id } = await create(definition);
    const { problems } = (await ada.post(`/api/workflows/${id}/validate/`)).json();
    expect(problems.map((problem: { code: string }) => problem.code)).not.toContain('credential_missing');
  });
});

describe('versions', () => {
  test('publishing makes the next version, and the same draft again makes none', async () => {
    const { id } = await create(nothing);
    const url = `/api/workflows/${id}/publish/`;
    const first = await ada.post(url, { note: 'first' });
    expect(first.json()).toMatchObject({ publishedVersion: 1, draftChanged: false });
    expect((await ada.post(url)).json()).toMatchObject({ publishedVersion: 1 });
    await ada.patch(`/api/workflows/${id}/`, { definition: greeting });
    expect((await ada.get(`/api/workflows/${id}/`)).json()).toMatchObject({ draftChanged: true });
    expect((await ada.post(url)).json()).toMatchObject({ publishedVersion: 2, draftChanged: false });
    const versions = (await ada.get(`/api/workflows/${id}/versions/`)).json();
    expect(versions).toMatchObject({
      items: [
        { version: 2, note: null, createdBy: { name: 'ada' } },
        { version: 1, note: 'first' },
      ],
      nextCursor: null,
    });
  });

  test('a draft that is saved with another order of keys still counts as unchanged', async () => {
    const id = await ada.publish(nothing);
    const [task] = nothing.tasks;
    const definition = {
      transitions: [],
      tasks: [{ config: task?.config, join: 'all', type: 'set', id: 'a' }],
    };
    const saved = await ada.patch(`/api/workflows/${id}/`, { definition });
    expect(saved.json()).toMatchObject({ draftChanged: false, draftRevision: 2 });
  });

  test('people who publish at once make one version', async () => {
    const { id } = await create(nothing);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => ada.post(`/api/workflows/${id}/publish/`)),
    );
    expect(answers.map((answer) => answer.json().publishedVersion)).toEqual([1, 1, 1, 1, 1]);
  });

  test('publishing a draft that was changed meanwhile is refused', async () => {
    const { id } = await create(nothing);
    await ada.patch(`/api/workflows/${id}/`, { definition: greeting });
    const answer = await ada.post(`/api/workflows/${id}/publish/`, undefined, {
      headers: { 'if-match': '"1"' },
    });
    expect(answer.json()).toMatchObject({ code: 'draft_conflict', draftRevision: 2 });
  });

  test('a version never changes, and what changed between two is told by task and field', async () => {
    const { id } = await create(nothing);
    await ada.post(`/api/workflows/${id}/publish/`);
    const changed = {
      tasks: [
        { id: 'a', type: 'set', config: { values: { x: 1 } } },
        { id: 'b', type: 'set', config: { values: {} } },
      ],
      transitions: [{ from: 'a', to: 'b' }],
    };
    await ada.patch(`/api/workflows/${id}/`, { definition: changed });
    await ada.post(`/api/workflows/${id}/publish/`);
    const first = (await ada.get(`/api/workflows/${id}/versions/1/`)).json();
    expect(first.definition.tasks[0]).toMatchObject({ id: 'a', join: 'all', config: { values: {} } });
    const diff = (await ada.get(`/api/workflows/${id}/versions/1/diff/2/`)).json();
    expect(diff).toMatchObject({
      from: 1,
      to: 2,
      tasks: {
        added: ['b'],
        removed: [],
        changed: [{ taskId: 'a', fields: [{ field: 'config.values.x', after: 1 }] }],
      },
      transitions: { added: [{ from: 'a', to: 'b' }], removed: [] },
    });
  });

  test.each(['2', '99999999999'])('version %s that does not exist is not_found', async (version) => {
    const id = await ada.publish(nothing);
    expect((await ada.get(`/api/workflows/${id}/versions/${version}/`)).json()).toMatchObject({
      code: 'not_found',
    });
    expect((await ada.get(`/api/workflows/${id}/versions/1/diff/${version}/`)).statusCode).toBe(404);
  });
});

describe('lists', () => {
  test('pages follow each other without gaps, last changed first, and the search narrows them', async () => {
    const names = Array.from({ length: 5 }, (_, index) => `List 100% ${index}`);
    for (const name of names) await create(nothing, name);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query: Record<string, string> = { limit: '2', search: '100% ', ...(cursor && { cursor }) };
      const page = (await ada.get('/api/workflows/', { query })).json();
      seen.push(...page.items.map((item: { name: string }) => item.name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(names.toReversed());
    expect((await ada.get('/api/workflows/', { query: { search: '100_' } })).json().items).toEqual([]);
  });

  test('each has its last run and the types of its triggers', async () => {
    const id = await ada.publish(nothing, 'With runs');
    await ada.start(id);
    const runId = await ada.start(id);
    await ada.until(runId, 'succeeded');
    await ada.post(`/api/workflows/${id}/triggers/`, { type: 'webhook', config: { path: 'list' } });
    await ada.post(`/api/workflows/${id}/triggers/`, { type: 'schedule', config: { cron: '0 0 1 1 *' } });
    const { items } = (await ada.get('/api/workflows/', { query: { search: 'With runs' } })).json();
    expect(items).toMatchObject([
      {
        id,
        lastRun: { id: runId, status: 'succeeded' },
        triggerTypes: ['schedule', 'webhook'],
        taskCount: 1,
      },
    ]);
  });

  test('a cursor that this list did not give is refused', async () => {
    const answer = await ada.get('/api/workflows/', { query: { cursor: 'abc' } });
    expect(answer.json()).toMatchObject({ code: 'validation_failed', errors: [{ field: 'query.cursor' }] });
  });
});

describe('deletion', () => {
  test('a deleted workflow is gone, and comes back whole', async () => {
    const id = await ada.publish(nothing, 'Gone');
    expect((await ada.delete(`/api/workflows/${id}/`)).statusCode).toBe(204);
    expect((await ada.get(`/api/workflows/${id}/`)).statusCode).toBe(404);
    expect((await ada.post(`/api/workflows/${id}/runs/`)).statusCode).toBe(404);
    expect((await ada.delete(`/api/workflows/${id}/`)).statusCode).toBe(404);
    expect((await ada.get('/api/workflows/', { query: { search: 'Gone' } })).json().items).toEqual([]);
    expect((await ada.post(`/api/workflows/${id}/restore/`)).json()).toMatchObject({
      name: 'Gone',
      publishedVersion: 1,
    });
    expect((await ada.post(`/api/workflows/${id}/runs/`)).statusCode).toBe(202);
  });

  test.each(['GET', 'PATCH', 'DELETE'] as const)('%s of what never existed is not_found', async (method) => {
    const options = {
      method,
      url: `/api/workflows/${randomUUID()}/`,
      headers: token,
      ...(method === 'PATCH' && { payload: {} }),
    };
    expect((await server.app.inject(options)).json()).toMatchObject({ code: 'not_found', status: 404 });
  });
});

test('the task types and the schema of the format are served', async () => {
  const { items } = (await ada.get('/api/task-types/')).json();
  expect(items.map((item: { type: string }) => item.type)).toContain('http.request');
  const schema = await server.app.inject('/api/definition-schema.json');
  expect(schema.json()).toMatchObject({ $id: expect.stringContaining('definition-1') });
});
