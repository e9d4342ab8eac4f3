import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { z } from 'zod';
import { createGuardedFetch, type GuardedFetch } from '../guarded-fetch/guarded-fetch.ts';
import { effectContext, NOW } from '../testing/contexts.ts';
import { type ReceivedRequest, startHttpServer, type TestHttpServer } from '../testing/http-server.ts';
import { configProblems, runEffect } from '../testing/run-task.ts';
import { httpRequest } from './http-request.ts';
import { MAX_BODY_BYTES } from './response-body.ts';

type Answer = { status?: number; headers?: Record<string, string | string[]>; body?: string | Buffer };

let server: TestHttpServer;
let network: GuardedFetch;
let answer: (request: ReceivedRequest) => Answer | 'hang up' | 'stay silent';

beforeAll(async () => {
  server = await startHttpServer((request, response) => {
    const what = answer(request);
    if (what === 'hang up') response.destroy();
    else if (what !== 'stay silent') response.writeHead(what.status ?? 200, what.headers).end(what.body);
  });
  network = createGuardedFetch({ allowPrivate: true });
});
beforeEach(() => {
  server.received.length = 0;
  answer = () => json({ ok: true });
});
afterAll(async () => {
  await network.close();
  await server.stop();
});

const json = (body: unknown, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const context = (signal?: AbortSignal) =>
  effectContext({ fetch: network.fetch, ...(signal ? { signal } : {}), idempotencyKey: 'run-1:ticket' });
const call = (config: Partial<z.input<typeof httpRequest.config>>) =>
  runEffect(httpRequest, { url: server.url, ...config }, context());
const sent = () => server.received[0];

test('an object goes out as JSON and the JSON answer comes back parsed', async () => {
  answer = () => json({ id: 7 }, 201);
  const result = await call({ method: 'POST', url: `${server.url}/tickets`, body: { title: 'Disk full' } });
  expect(result).toMatchObject({
    outcome: 'success',
    output: { status: 201, headers: { 'content-type': 'application/json' }, body: { id: 7 } },
  });
  expect(sent()).toMatchObject({
    method: 'POST',
    url: '/tickets',
    body: '{"title":"Disk full"}',
    headers: { 'content-type': 'application/json' },
  });
});

test.each([
  ['plain text', 'hello', 'text/plain; charset=utf-8'],
  ['text that is a JSON document', ' {"a": 1}', 'application/json'],
  ['text that only looks like JSON', '{hello', 'text/plain; charset=utf-8'],
])('%s goes out as it is', async (_what, body, type) => {
  await call({ method: 'PUT', body });
  expect(sent()).toMatchObject({ body, headers: { 'content-type': type } });
});

test('headers of the config win over our own', async () => {
  const headers = { 'Content-Type': 'application/vnd.api+json', 'User-Agent': 'me', 'X-Count': 3 };
  await call({ method: 'POST', body: { a: 1 }, headers });
  expect(sent()?.headers).toMatchObject({
    'content-type': 'application/vnd.api+json',
    'user-agent': 'me',
    'x-count': '3',
  });
});

test('query parameters are added to those of the address', async () => {
  await call({ url: `${server.url}/a?x=1`, query: { y: 'ä b', list: [1, 2], none: null, yes: true } });
  expect(sent()?.url).toBe('/a?x=1&y=%C3%A4+b&list=1&list=2&yes=true');
});

test.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)(
  '%s carries the idempotency key of the task run',
  async (method) => {
    await call({ method });
    expect(sent()?.headers['idempotency-key']).toBe('run-1:ticket');
  },
);

test('GET carries no idempotency key, and one that the config gives is kept', async () => {
  await call({});
  await call({ method: 'POST', headers: { 'idempotency-key': 'mine' } });
  expect(server.received.map(({ headers }) => headers['idempotency-key'])).toEqual([undefined, 'mine']);
});

test('user and password in the address become an Authorization header', async () => {
  await call({ url: server.url.replace('http://', 'http://ada:p%40ss@') });
  expect(sent()?.headers.authorization).toBe(`Basic ${Buffer.from('ada:p@ss').toString('base64')}`);
});

test.each([
  ['gzip', gzipSync('{"a":1}')],
  ['br', brotliCompressSync('{"a":1}')],
])('an answer in %s is decompressed', async (encoding, body) => {
  answer = () => ({ headers: { 'content-type': 'application/json', 'content-encoding': encoding }, body });
  expect(await call({})).toMatchObject({ output: { body: { a: 1 } } });
});

test.each<[string, Answer, unknown]>([
  ['JSON of a vendor type', { headers: { 'content-type': 'application/hal+json' }, body: '[1]' }, [1]],
  ['JSON that does not parse', { headers: { 'content-type': 'application/json' }, body: '{a' }, '{a'],
  ['text', { headers: { 'content-type': 'text/html' }, body: '<p>' }, '<p>'],
  [
    'text in another charset',
    { headers: { 'content-type': 'text/plain; charset=iso-8859-1' }, body: Buffer.from([0xe4]) },
    'ä',
  ],
  ['text without a type', { body: 'plain' }, 'plain'],
  [
    'bytes without a type',
    { body: Buffer.from([0xff, 0]) },
    { base64: '/wA=', contentType: 'application/octet-stream' },
  ],
  [
    'a picture',
    { headers: { 'content-type': 'image/png' }, body: Buffer.from([0x89, 0x50]) },
    { base64: 'iVA=', contentType: 'image/png' },
  ],
  ['nothing', { status: 204 }, null],
])('%s is read as what it is', async (_what, what, body) => {
  answer = () => what;
  expect(await call({})).toMatchObject({ outcome: 'success', output: { body } });
});

test('cookies of an answer are all kept', async () => {
  answer = () => ({ headers: { 'set-cookie': ['a=1', 'b=2'] } });
  expect(await call({})).toMatchObject({ output: { headers: { 'set-cookie': 'a=1, b=2' } } });
});

test.each([400, 401, 403, 404, 409, 410, 422])(
  '%i is an error that no retry mends, with the answer',
  async (status) => {
    answer = () => json({ why: 'no' }, status);
    const url = `${server.url}/tickets?token=hush`;
    await expect(call({ method: 'POST', url })).rejects.toMatchObject({
      name: 'TerminalError',
      code: 'http_status',
      message: expect.stringMatching(
        new RegExp(`^POST 127\\.0\\.0\\.1:\\d+/tickets answered ${status} [A-Z]`),
      ),
      output: { status, body: { why: 'no' } },
    });
  },
);

test.each([408, 425, 429, 500, 502, 503, 504])('%i is an error that a retry may mend', async (status) => {
  answer = () => json({}, status);
  await expect(call({})).rejects.toMatchObject({
    name: 'RetryableError',
    code: 'http_status',
    output: { status },
    retryAfterMs: undefined,
  });
});

test.each<[string, Record<string, string>, number]>([
  ['seconds', { 'retry-after': '7' }, 7000],
  [
    'a date, from the clock of the server',
    { 'retry-after': 'Sun, 31 Jan 2027 10:00:30 GMT', date: 'Sun, 31 Jan 2027 10:00:00 GMT' },
    30_000,
  ],
  [
    'a date in the past',
    { 'retry-after': new Date(NOW - 60_000).toUTCString(), date: new Date(NOW).toUTCString() },
    0,
  ],
  ['more than a day', { 'retry-after': '9999999' }, 86_400_000],
])('Retry-After as %s is honoured', async (_what, headers, retryAfterMs) => {
  answer = () => ({ status: 503, headers });
  await expect(call({})).rejects.toMatchObject({ retryAfterMs });
});

test('a status that is expected is a success, and any other is not', async () => {
  answer = () => json({}, 404);
  expect(await call({ expect: { status: ['2xx', 404] } })).toMatchObject({ output: { status: 404 } });
  answer = () => json({}, 200);
  await expect(call({ expect: { status: ['201'] } })).rejects.toMatchObject({ code: 'http_status' });
});

test('redirects are followed', async () => {
  answer = ({ url }) => (url === '/old' ? { status: 301, headers: { location: '/new' } } : json({ at: url }));
  expect(await call({ url: `${server.url}/old` })).toMatchObject({
    output: { status: 200, body: { at: '/new' } },
  });
});

test('an answer over the limit is refused, however small it was on the wire', async () => {
  const body = gzipSync(Buffer.alloc(MAX_BODY_BYTES + 1));
  answer = () => ({ headers: { 'content-encoding': 'gzip', 'content-type': 'text/plain' }, body });
  await expect(call({})).rejects.toMatchObject({ name: 'TerminalError', code: 'output_too_large' });
});

test('a connection that breaks is an error that a retry may mend', async () => {
  answer = () => 'hang up';
  await expect(call({})).rejects.toMatchObject({
    name: 'RetryableError',
    code: 'http_unreachable',
    message: expect.stringMatching(
      /^GET 127\.0\.0\.1:\d+\/ got no answer: the connection was closed by the other/,
    ),
  });
});

test('when nobody listens the message says so', async () => {
  const closed = await startHttpServer(() => {});
  await closed.stop();
  await expect(call({ url: closed.url })).rejects.toMatchObject({
    name: 'RetryableError',
    code: 'http_unreachable',
    message: `GET 127.0.0.1:${closed.port}/ got no answer: nothing listens at that address (ECONNREFUSED)`,
  });
});

test('when TLS meets a server without it the message says so', async () => {
  await expect(call({ url: server.url.replace('http:', 'https:') })).rejects.toMatchObject({
    code: 'http_unreachable',
    message: expect.stringContaining('it does not speak TLS there'),
  });
});

test('an address that the guard blocks keeps its code', async () => {
  await expect(call({ url: 'http://169.254.169.254/' })).rejects.toMatchObject({
    name: 'TerminalError',
    code: 'http_blocked',
  });
});

test('a cancelled run ends the request with the reason of the signal', async () => {
  const abort = new AbortController();
  const reason = new Error('run cancelled');
  answer = () => {
    abort.abort(reason);
    return 'stay silent';
  };
  await expect(runEffect(httpRequest, { url: server.url }, context(abort.signal))).rejects.toBe(reason);
});

test.each([
  [{ url: 'api.example.com' }, 'url: must be a full address that starts with http:// or https://'],
  [{ url: 'ftp://example.com' }, 'url: must be a full address that starts with http:// or https://'],
  [
    { url: 'https://x.org', body: { a: 1 } },
    'body: a GET or HEAD request has no body: choose POST, PUT or PATCH, or leave the body empty',
  ],
  [{ url: 'https://x.org', headers: { 'X-A': 'a\nb' } }, 'headers.X-A: must be one line of Latin characters'],
])('%j is refused', (config, problem) => {
  expect(configProblems(httpRequest, config)).toContain(problem);
});
