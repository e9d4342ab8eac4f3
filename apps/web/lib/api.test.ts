import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { routes } from '@innoflow/contracts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { api, urlOf } from './api.ts';
import { ApiError } from './api-error.ts';

type Answer = { status: number; type?: string; body?: string };
type Seen = { method: string; url: string; headers: IncomingMessage['headers']; body: string };

let server: Server;
let answer: Answer;
let seen: Seen | undefined;
const realFetch = globalThis.fetch;

beforeEach(async () => {
  seen = undefined;
  server = createServer((request, response) => {
    void text(request).then((body) => {
      seen = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
      response
        .writeHead(answer.status, { 'content-type': answer.type ?? 'application/json' })
        .end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server has one
  // pages call their own origin; Node's fetch needs it written out
  globalThis.fetch = (input, options) =>
    realFetch(
      new URL(String(input instanceof Request ? input.url : input), `http://127.0.0.1:${port}`),
      options,
    );
});

afterEach(async () => {
  globalThis.fetch = realFetch;
  await new Promise((resolve) => server.close(resolve));
});

async function refusal(call: Promise<unknown>): Promise<ApiError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw new Error(`no ApiError but ${String(error)}`);
  return error;
}

test('parameters, query and body reach the server as the contract says', async () => {
  answer = { status: 202, body: '{"id":"r1","status":"queued"}' };
  const result = await api(routes.runs.create, {
    params: { id: 'a/b' },
    query: { wait: '10s' },
    body: { input: { n: 1 } },
  });
  expect(result).toEqual({ id: 'r1', status: 'queued' });
  expect(seen?.method).toBe('POST');
  expect(seen?.url).toBe('/api/workflows/a%2Fb/runs/?wait=10s');
  expect(seen?.body).toBe('{"input":{"n":1}}');
  expect(seen?.headers['content-type']).toBe('application/json');
});

test('a route that creates gets a fresh idempotency key, or the one that is given', async () => {
  answer = { status: 201, body: '{}' };
  await api(routes.workflows.create, { body: { name: 'A' } });
  const first = seen?.headers['idempotency-key'];
  await api(routes.workflows.create, { body: { name: 'A' } });
  expect(first).toMatch(/^[0-9a-f]{32}$/);
  expect(seen?.headers['idempotency-key']).not.toBe(first);
  await api(routes.workflows.create, { body: { name: 'A' }, idempotencyKey: 'again' });
  expect(seen?.headers['idempotency-key']).toBe('again');
});

test('a request without a body names no content type', async () => {
  answer = { status: 204 };
  expect(await api(routes.auth.logout)).toBeUndefined();
  expect(seen?.headers['content-type']).toBeUndefined();
});

test('problem details become an error with their members', async () => {
  answer = {
    status: 422,
    type: 'application/problem+json',
    body: JSON.stringify({
      type: 'urn:innoflow:error:input_invalid',
      title: 'The input breaks the input schema of the workflow',
      status: 422,
      code: 'input_invalid',
      detail: 'One field is wrong.',
      requestId: 'q1',
      errors: [{ field: 'input.amount', rule: 'minimum', message: 'must be at least 0' }],
    }),
  };
  const error = await refusal(api(routes.runs.create, { params: { id: 'w' } }));
  expect(error).toMatchObject({
    code: 'input_invalid',
    status: 422,
    title: 'The input breaks the input schema of the workflow',
    detail: 'One field is wrong.',
    requestId: 'q1',
    errors: [{ field: 'input.amount', rule: 'minimum', message: 'must be at least 0' }],
    problems: [],
    retryable: false,
  });
});

test.each([
  { status: 502, type: 'text/html', body: '<h1>Bad gateway</h1>' },
  { status: 500, body: '{"error":"no problem document"}' },
  { status: 404, body: '' },
])('an answer of status $status that is no problem document is named as such', async (given) => {
  answer = given;
  const error = await refusal(api(routes.auth.me));
  expect(error.code).toBe('unexpected_answer');
  expect(error.status).toBe(given.status);
  expect(error.retryable).toBe(given.status >= 500);
});

test('a server that cannot be reached is an error that may be tried again', async () => {
  globalThis.fetch = () => realFetch('http://127.0.0.1:1/');
  const error = await refusal(api(routes.auth.me));
  expect(error.code).toBe('unreachable');
  expect(error.status).toBe(0);
  expect(error.retryable).toBe(true);
});

test('an aborted call throws the reason of its signal', async () => {
  answer = { status: 200, body: '{}' };
  const aborted = AbortSignal.abort(new Error('the page was left'));
  await expect(api(routes.auth.me, { signal: aborted })).rejects.toThrow('the page was left');
});

test('an address without one of its parameters is refused', () => {
  expect(() => urlOf('/api/runs/:id/', {}, undefined)).toThrow('needs the parameter "id"');
});

test('empty members of the query are left out', () => {
  expect(urlOf('/api/workflows/', undefined, { search: undefined, cursor: '', limit: 50 })).toBe(
    '/api/workflows/?limit=50',
  );
});
