import { type DefinitionInput, problemDetailsSchema } from '@innoflow/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signAccessToken } from '../../apps/server/src/modules/accounts/access-token.ts';
import { deriveKey, loadSecretKey } from '../../apps/server/src/secret-key.ts';
import { type Answer, ApiClient } from '../support/api-client.ts';
import { githubHeaders, labeledIssue } from '../support/incident-intake.ts';
import { type InnoflowServer, startServer } from '../support/innoflow-server.ts';

const SECRET = 'shared with GitHub';

/** Takes `{ amount: number }`. */
const payment: DefinitionInput = {
  input: { type: 'object', required: ['amount'], properties: { amount: { type: 'number', minimum: 1 } } },
  tasks: [{ id: 'note', type: 'set', config: { values: { amount: '{{ input.amount }}' } } }],
};
const anything: DefinitionInput = {
  tasks: [{ id: 'note', type: 'set', config: { values: { got: '{{ input }}' } } }],
};

let server: InnoflowServer;
let api: ApiClient;

beforeAll(async () => {
  server = await startServer();
  api = new ApiClient(server.url);
  await api.register();
});
afterAll(() => server?.remove());

/** The problem document of a refusal, held against what every refusal has to have. */
function problemIn({ status, headers, body }: Answer, expected: { status: number; code: string }) {
  expect({ status, type: headers.get('content-type') }).toMatchObject({
    status: expected.status,
    type: expect.stringMatching(/^application\/problem\+json/),
  });
  const problem = problemDetailsSchema.loose().parse(body);
  expect(problem).toMatchObject({
    status: expected.status,
    code: expected.code,
    type: `urn:innoflow:error:${expected.code}`,
  });
  expect(problem.title).not.toBe('');
  return problem;
}

/** Saves the definition as a draft, which is always possible, and gives what publishing answers. */
async function publishing(definition: unknown): Promise<Answer> {
  const created = await api.send('POST', '/api/workflows/', { body: { name: 'Wrong', definition } });
  expect(created.status).toBe(201);
  const { id } = created.body as { id: string }; // a workflow, since it was created
  return api.send('POST', `/api/workflows/${id}/publish/`);
}

const set = (id: string) => ({ id, type: 'set', config: { values: {} } });

test('a transition to nowhere cannot be published: the answer names the transition, its field and the way out', async () => {
  const answer = await publishing({ tasks: [set('a')], transitions: [{ from: 'a', to: 'nowhere' }] });
  const { problems = [] } = problemIn(answer, { status: 422, code: 'definition_invalid' });
  expect(problems).toEqual([
    {
      severity: 'error',
      code: 'transition_dangling',
      taskId: 'a',
      transition: 0,
      field: 'to',
      message: expect.stringContaining('nowhere'),
      suggestion: expect.stringMatching(/\w/),
    },
  ]);
});

test('an unknown task type cannot be published: the answer names the task, its field and the types there are', async () => {
  const answer = await publishing({ tasks: [{ id: 'a', type: 'http.requst', config: {} }], transitions: [] });
  const { problems = [] } = problemIn(answer, { status: 422, code: 'definition_invalid' });
  expect(problems).toMatchObject([
    {
      severity: 'error',
      code: 'unknown_task_type',
      taskId: 'a',
      field: 'type',
      message: expect.stringContaining('http.requst'),
      suggestion: expect.stringContaining('http.request'),
    },
  ]);
});

test('a condition that does not parse cannot be published: the answer names the transition and its field', async () => {
  const transitions = [{ from: 'a', to: 'b', when: 'input.amount >> 80' }];
  const answer = await publishing({ tasks: [set('a'), set('b')], transitions });
  const { problems = [] } = problemIn(answer, { status: 422, code: 'definition_invalid' });
  expect(problems.filter(({ severity }) => severity === 'error')).toMatchObject([
    {
      code: 'expression_invalid',
      transition: 0,
      field: 'when',
      message: expect.stringMatching(/\w/),
      suggestion: expect.stringMatching(/\w/),
    },
  ]);
});

test('an input that breaks the input schema starts no run: the answer names the field, the rule and the value', async () => {
  const { id } = await api.publishNew('Payment', payment);
  await api.addWebhook(id, { path: 'payments' });
  const calls = [
    api.send('POST', `/api/workflows/${id}/runs/`, { body: { input: { amount: 'much' } } }),
    api.send('POST', '/hooks/payments', { body: { amount: 'much' } }),
  ];
  for (const answer of await Promise.all(calls)) {
    const { errors = [], detail } = problemIn(answer, { status: 422, code: 'input_invalid' });
    expect(errors).toMatchObject([{ field: expect.stringMatching(/amount$/), rule: 'type' }]);
    expect(errors[0]?.message).toMatch(/number/);
    expect(detail).toMatch(/amount/);
  }
  const { body } = await api.send('GET', `/api/runs/?workflow=${id}`);
  expect(body).toMatchObject({ items: [] });
});

test('a body over the size limit is refused: the answer names the limit and the setting that raises it', async () => {
  const { id } = await api.publishNew('Anything', anything);
  await api.addWebhook(id, { path: 'anything' });
  const body = { text: 'x'.repeat(1_100_000) };
  const calls = [
    api.send('POST', `/api/workflows/${id}/runs/`, { body: { input: body } }),
    api.send('POST', '/hooks/anything', { body }),
  ];
  for (const answer of await Promise.all(calls)) {
    const problem = problemIn(answer, { status: 413, code: 'payload_too_large' });
    expect(problem.errors).toMatchObject([{ field: 'body', rule: 'max_bytes' }]);
    expect(problem.detail).toMatch(/1048576 bytes.*MAX_BODY_BYTES/s);
  }
});

test('a wrong signature starts no run: the answer names the header and what to check', async () => {
  const { id } = await api.publishNew('Signed', anything);
  await api.addWebhook(id, { path: 'signed', secret: SECRET });
  const body = JSON.stringify(labeledIssue());
  const post = (headers: Record<string, string>) => api.send('POST', '/hooks/signed', { body, headers });
  const wrong = problemIn(await post(githubHeaders(body, 'another secret')), {
    status: 401,
    code: 'webhook_signature_invalid',
  });
  expect(wrong.errors).toMatchObject([{ field: 'headers.x-hub-signature-256' }]);
  expect(wrong.detail).toMatch(/same secret/);
  const missing = problemIn(await post(githubHeaders(body)), {
    status: 401,
    code: 'webhook_signature_missing',
  });
  expect(missing.errors).toMatchObject([{ field: 'headers.x-hub-signature-256' }]);
  expect(missing.detail).toMatch(/HMAC-SHA256/);
  expect((await post(githubHeaders(body, SECRET))).status).toBe(202);
});

test('an expired token is told from a wrong one: the answer says how to get a new one', async () => {
  const { accessToken, user, organization } = api.session;
  const key = deriveKey(await loadSecretKey(undefined, server.dataDirectory), 'access-token');
  const claims = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()) as {
    sid: string; // as signAccessToken writes it
  };
  const expired = signAccessToken(
    key,
    { sessionId: claims.sid, userId: user.id, organizationId: organization.id },
    Date.now() - 3_600_000,
  );
  const ask = (token: string) =>
    api.send('GET', '/api/auth/me/', { headers: { authorization: `Bearer ${token}` } });
  const over = problemIn(await ask(expired), { status: 401, code: 'token_expired' });
  expect(over.errors).toMatchObject([{ field: 'headers.authorization', rule: 'expired' }]);
  expect(over.detail).toMatch(/\/api\/auth\/refresh\//);
  problemIn(await ask(`${accessToken}x`), { status: 401, code: 'token_invalid' });
  expect((await ask(accessToken)).status).toBe(200);
});

test("another organization's id is answered exactly like one that does not exist", async () => {
  const { id } = await api.publishNew('Ours', payment);
  const run = await api.startRun(id, { amount: 2 });
  const stranger = new ApiClient(server.url);
  await stranger.register();
  const unknown = '0199b3a0-0000-7000-8000-000000000000';
  const requests = (workflowId: string, runId: string): [string, string, unknown?][] => [
    ['GET', `/api/workflows/${workflowId}/`],
    ['PATCH', `/api/workflows/${workflowId}/`, { name: 'Mine now' }],
    ['POST', `/api/workflows/${workflowId}/publish/`],
    ['POST', `/api/workflows/${workflowId}/runs/`, { input: { amount: 2 } }],
    ['GET', `/api/workflows/${workflowId}/triggers/`],
    ['DELETE', `/api/workflows/${workflowId}/`],
    ['GET', `/api/runs/${runId}/`],
    ['GET', `/api/runs/${runId}/tasks/`],
    ['POST', `/api/runs/${runId}/cancel/`],
  ];
  const theirs = requests(id, run.id);
  const nobodys = requests(unknown, unknown);
  for (const [index, [method, path, body]] of theirs.entries()) {
    const problem = problemIn(await stranger.send(method, path, { body }), {
      status: 404,
      code: 'not_found',
    });
    const [, otherPath = '', otherBody] = nobodys[index] ?? [];
    const other = problemIn(await stranger.send(method, otherPath, { body: otherBody }), {
      status: 404,
      code: 'not_found',
    });
    expect(problem.errors, path).toMatchObject([{ field: 'params.id' }]);
    expect(problem.detail, path).toMatch(/\w/);
    const same = ({ instance, requestId, ...rest }: typeof problem) => rest;
    expect(same(problem), path).toEqual(same(other));
  }
  expect((await api.getRun(run.id)).id).toBe(run.id);
});
