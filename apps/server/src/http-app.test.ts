import { defineRoute, errorRegistry } from '@innoflow/contracts';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { parseConfig } from './config.ts';
import { createHttpApp } from './http-app.ts';
import type { Authenticator } from './plugins/access.ts';
import { allContracts } from './plugins/route-guard.ts';
import { registerRoute } from './plugins/routes.ts';
import { createTestApp, type TestApp, type TestUser } from './testing/test-app.ts';

let server: TestApp;
let user: TestUser;
beforeAll(async () => {
  server = await createTestApp({ MAX_BODY_BYTES: '2048', CORS_ALLOWED_ORIGINS: 'https://app.example.com' });
  user = await server.register('somebody');
});
afterAll(() => server.close());

const json = { 'content-type': 'application/json' };
const send = (payload: string, headers: Record<string, string> = json) =>
  server.app.inject({
    method: 'POST',
    url: '/api/credentials/',
    headers: { ...user.bearer, ...headers },
    payload,
  });

test('malformed JSON is answered with the place of the mistake', async () => {
  const cases: [text: string, position: number][] = [
    ['{"name": "a",, "value": "b"}', 13],
    ['{"name": a}', 9],
    ['{"name": "a"', 12],
    ['[1, 2', 5],
    ['{\n  "name": tru\n}', 15],
    ['{} x', 3],
  ];
  for (const [text, position] of cases) {
    const response = await send(text);
    expect(response.json(), text).toMatchObject({ status: 400, code: 'malformed_json', position });
  }
  expect((await send('{\n  "name": a}')).json()).toMatchObject({ line: 2, column: 11 });
});

test('a key that could change a prototype is refused', async () => {
  const response = await send('{"name": "a", "__proto__": {"admin": true}}');
  expect(response.json()).toMatchObject({ status: 400, code: 'malformed_json' });
  expect(response.json().detail).toContain('__proto__');
});

test('a body over the limit is refused with the limit and its size', async () => {
  const response = await send(JSON.stringify({ name: 'a', value: 'x'.repeat(3000) }));
  expect(response.json()).toMatchObject({
    status: 413,
    code: 'payload_too_large',
    errors: [{ field: 'body', rule: 'max_bytes', message: 'at most 2048 bytes; received 3023' }],
  });
});

test('a body that is not JSON is refused with what was sent', async () => {
  const response = await send('name=a', { 'content-type': 'application/x-www-form-urlencoded' });
  expect(response.json()).toMatchObject({ status: 415, code: 'unsupported_media_type' });
  expect(response.json().detail).toContain('application/x-www-form-urlencoded');
  expect((await send('x', { 'content-type': 'text/plain' })).statusCode).toBe(415);
});

test('every field that breaks a rule is named with what was received, but never a secret', async () => {
  const response = await send(JSON.stringify({ name: '9x', value: 7, color: 'red' }));
  expect(response.json()).toMatchObject({
    status: 400,
    code: 'validation_failed',
    errors: [
      {
        field: 'body.name',
        message: 'must be letters, digits and _, and not start with a digit; received "9x"',
      },
      { field: 'body.value', rule: 'invalid_type', message: 'Invalid input: expected string' },
      { field: 'body.color', rule: 'unrecognized_keys' },
    ],
  });
  const none = await send('');
  expect(none.json()).toMatchObject({ code: 'validation_failed', errors: [{ field: 'body' }] });
  const query = await server.app.inject({ url: '/api/credentials/?limit=0', headers: user.bearer });
  expect(query.json().errors).toMatchObject([{ field: 'query.limit', rule: 'too_small' }]);
});

test('text that PostgreSQL cannot hold is refused as a mistake of the caller', async () => {
  const response = await server.app.inject({
    method: 'POST',
    url: '/api/workflows/',
    headers: user.bearer,
    payload: { name: 'a\u0000b' },
  });
  expect(response.json()).toMatchObject({ status: 400, code: 'validation_failed' });
});

test('a trailing slash may be left out', async () => {
  for (const url of ['/api/auth/me', '/api/auth/me/']) {
    expect((await server.app.inject({ url, headers: user.bearer })).statusCode).toBe(200);
  }
});

test('unknown addresses and wrong methods are answered with a problem document', async () => {
  const unknown = await server.app.inject({ url: '/api/nothing/' });
  expect(unknown.json()).toMatchObject({ status: 404, code: 'not_found', instance: '/api/nothing/' });
  const wrong = await server.app.inject({ method: 'PUT', url: '/api/workflows/', headers: user.bearer });
  expect(wrong.json()).toMatchObject({ status: 405, code: 'method_not_allowed' });
  expect(wrong.headers['allow']).toBe('GET, POST');
  expect((await server.app.inject({ url: '/api/%zz' })).json()).toMatchObject({
    status: 404,
    code: 'not_found',
  });
});

test('tokens that are missing, wrong, changed or old have a code each', async () => {
  const me = (headers: Record<string, string>) => server.app.inject({ url: '/api/auth/me/', headers });
  const missing = await me({});
  expect(missing.json()).toMatchObject({ status: 401, code: 'unauthenticated' });
  expect(missing.headers['www-authenticate']).toContain('Bearer');
  const [header, , signature] = user.accessToken.split('.');
  const unsigned = Buffer.from('{"alg":"none"}').toString('base64url');
  const foreign = Buffer.from('{"sub":"x","exp":9999999999}').toString('base64url');
  for (const token of ['abc', 'a.b.c', `${header}.${foreign}.${signature}`, `${unsigned}.${foreign}.`]) {
    expect((await me({ authorization: `Bearer ${token}` })).json().code, token).toBe('token_invalid');
  }
  expect((await me({ authorization: 'Basic YTpi' })).json().code).toBe('token_invalid');
});

test('a request with the cookie from a foreign page is refused, from our own page or an allowed one it is served', async () => {
  const write = (headers: Record<string, string>) =>
    server.app.inject({
      method: 'POST',
      url: '/api/workflows/',
      headers: { cookie: user.cookie, host: 'flow.example.com', ...headers },
      payload: { name: 'w' },
    });
  expect((await write({ origin: 'https://evil.example' })).json()).toMatchObject({
    status: 403,
    code: 'origin_refused',
  });
  expect((await write({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).statusCode).toBe(
    403,
  );
  expect((await write({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
  expect((await write({ origin: 'null' })).statusCode).toBe(403);
  expect((await write({ origin: 'https://flow.example.com' })).statusCode).toBe(201);
  expect(
    (await write({ origin: 'https://app.example.com', 'sec-fetch-site': 'cross-site' })).statusCode,
  ).toBe(201);
  expect((await write({ 'sec-fetch-site': 'same-origin' })).statusCode).toBe(201);
  expect((await write({})).statusCode).toBe(201);
  const read = await server.app.inject({
    url: '/api/auth/me/',
    headers: { cookie: user.cookie, origin: 'https://evil.example' },
  });
  expect(read.statusCode).toBe(200);
  expect(read.headers['access-control-allow-origin']).toBeUndefined();
});

test('an allowed origin may read answers and refusals', async () => {
  const origin = 'https://app.example.com';
  const preflight = await server.app.inject({
    method: 'OPTIONS',
    url: '/api/workflows/',
    headers: { origin, 'access-control-request-method': 'POST' },
  });
  expect(preflight.statusCode).toBe(204);
  const refused = await server.app.inject({ url: '/api/auth/me/', headers: { origin } });
  for (const response of [preflight, refused]) {
    expect(response.headers['access-control-allow-origin']).toBe(origin);
    expect(response.headers['access-control-allow-credentials']).toBe('true');
  }
});

test('no password and no token comes into the log, at the most detailed level', async () => {
  await server.app.inject({
    method: 'POST',
    url: '/api/auth/login/?password=in-the-address',
    payload: { email: user.email, password: 'a-wrong-password' },
  });
  await server.app.inject({ url: '/api/auth/me/', headers: { cookie: user.cookie, ...user.bearer } });
  server.services.logger.error(
    {
      headers: { authorization: 'Bearer hidden-1', cookie: 'hidden-2' },
      body: { password: 'hidden-3' },
      token: 'hidden-4',
    },
    'as a careless line would',
  );
  const log = server.log();
  expect(log).toContain('"path":"/api/auth/login/"');
  const secrets = [user.password, 'a-wrong-password', 'in-the-address', user.accessToken, user.refreshToken];
  for (const secret of [...secrets, user.cookie.split('=')[1] ?? '', 'hidden-'])
    expect(log).not.toContain(secret);
});

const nobody: Authenticator = { findAuth: () => null };
const config = parseConfig({ NODE_ENV: 'test', ALLOWED_HOSTS: 'flow.example.com,.wide.example' });
const logged: string[] = [];
const logger = pino({ level: 'error' }, { write: (line: string) => void logged.push(line) });
const bare = (requireAllContracts = false) =>
  createHttpApp({ config, logger, authenticator: nobody, idempotency: null, requireAllContracts });
afterEach(() => logged.splice(0));

test('a route that does not declare its access stops the boot', async () => {
  const app = await bare();
  expect(() => app.get('/open', () => 'anybody')).toThrow('GET /open does not declare its access');
});

test('a contract without a handler stops the boot', async () => {
  const app = await bare(true);
  await expect(app.ready()).rejects.toThrow(/no handler is registered for POST \/api\/auth\/register\//);
  expect(allContracts().length).toBeGreaterThan(30);
});

test('a host name that is not allowed is not served; loopback names always are', async () => {
  const app = await bare();
  app.get('/healthz', { config: { access: 'public' } }, () => 'ok');
  const status = async (host: string) =>
    (await app.inject({ url: '/healthz', headers: { host } })).statusCode;
  expect(await status('evil.example')).toBe(404);
  expect(await status('flow.example.com')).toBe(200);
  expect(await status('a.wide.example:8000')).toBe(200);
  expect(await status('127.0.0.1:8000')).toBe(200);
  expect(await status('[::1]:8000')).toBe(200);
});

test('an unexpected error tells the caller nothing but where to ask, and the log everything', async () => {
  const app = await bare();
  app.get('/fails', { config: { access: 'public' } }, () => {
    throw new Error('table users has no column shoe_size');
  });
  const response = await app.inject({ url: '/fails' });
  expect(response.statusCode).toBe(500);
  expect(response.body).not.toContain('shoe_size');
  expect(response.json()).toMatchObject({
    code: 'internal_error',
    title: errorRegistry.internal_error.title,
  });
  expect(logged.join()).toContain('shoe_size');
  expect(logged.join()).toContain(response.json().requestId);
});

test('an answer that breaks its contract is found in tests', async () => {
  const app = await bare();
  const route = defineRoute({
    method: 'GET',
    path: '/api/number/',
    access: 'public',
    summary: '',
    tag: '',
    responses: { 200: z.object({ value: z.number() }) },
  });
  // The cast: what a handler does that types did not stop.
  registerRoute(app, route, () => ({ value: 'x' as unknown as number }));
  expect((await app.inject({ url: '/api/number' })).statusCode).toBe(500);
  expect(logged.join()).toContain('GET /api/number/ → 200 breaks its contract');
});
