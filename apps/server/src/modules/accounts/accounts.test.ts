import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, PASSWORD, type TestApp, type TestUser } from '../../testing/test-app.ts';

let server: TestApp;
let first: TestUser;
beforeAll(async () => {
  server = await createTestApp();
  first = await server.register('first');
});
afterAll(() => server.close());

const post = (url: string, payload?: object, headers: Record<string, string> = {}) =>
  server.app.inject({ method: 'POST', url, headers, ...(payload ? { payload } : {}) });
const me = (headers: Record<string, string>) => server.app.inject({ url: '/api/auth/me/', headers });

test('the first user administers the installation and owns an organization, later ones only own theirs', async () => {
  const mine = await me(first.bearer);
  expect(mine.statusCode).toBe(200);
  expect(mine.json()).toMatchObject({
    user: { email: 'first@example.com', username: 'first', isSuperuser: true },
    organization: { role: 'owner' },
    organizations: [{ id: first.organizationId }],
  });
  const second = await server.register('second');
  expect((await me(second.bearer)).json().user.isSuperuser).toBe(false);
  expect(second.organizationId).not.toBe(first.organizationId);
});

test('of two who register at once in an empty installation exactly one becomes superuser', async () => {
  const fresh = await createTestApp();
  try {
    const users = await Promise.all(['a1', 'b1', 'c1'].map((name) => fresh.register(name)));
    const answers = await Promise.all(
      users.map((user) => fresh.app.inject({ url: '/api/auth/me/', headers: user.bearer })),
    );
    expect(answers.filter((answer) => answer.json().user.isSuperuser)).toHaveLength(1);
  } finally {
    await fresh.close();
  }
});

test('login works with the e-mail address in any case and with the user name', async () => {
  for (const body of [{ email: 'First@Example.com' }, { username: 'first' }, { email: 'first' }]) {
    const response = await post('/api/auth/login/', { ...body, password: PASSWORD });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({ user: { id: first.userId }, expiresIn: 300 });
    expect(response.headers['set-cookie']).toMatch(/^innoflow\.session_token=.*HttpOnly; SameSite=Lax$/);
  }
});

test('unknown user and wrong password are answered alike', async () => {
  const wrong = await post('/api/auth/login/', { email: first.email, password: 'wrong' });
  const unknown = await post('/api/auth/login/', { email: 'nobody@example.com', password: 'wrong' });
  const noUsername = await post('/api/auth/login/', { username: 'nobody', password: 'wrong' });
  for (const response of [wrong, unknown, noUsername]) {
    expect(response.statusCode).toBe(401);
    expect(response.headers['content-type']).toContain('application/problem+json');
    const { requestId: _, ...problem } = response.json();
    expect(problem).toEqual({
      type: 'urn:innoflow:error:invalid_credentials',
      title: 'E-mail address or password is wrong',
      status: 401,
      code: 'invalid_credentials',
      detail: 'Check both and try again.',
      instance: '/api/auth/login/',
    });
  }
});

test('a taken e-mail address or user name is named', async () => {
  const sameEmail = await post('/api/auth/register/', { email: 'FIRST@example.com', password: PASSWORD });
  expect(sameEmail.json()).toMatchObject({
    status: 409,
    code: 'email_taken',
    errors: [{ field: 'body.email' }],
  });
  const sameName = await post('/api/auth/register/', {
    email: 'x@example.com',
    password: PASSWORD,
    username: 'FIRST',
  });
  expect(sameName.json()).toMatchObject({ code: 'username_taken', errors: [{ field: 'body.username' }] });
});

test('a refresh token is used once; given again it ends the session that it was of', async () => {
  const user = await server.register('rotating');
  const refreshed = await post('/api/auth/refresh/', { refreshToken: user.refreshToken });
  expect(refreshed.statusCode).toBe(200);
  const { accessToken, refreshToken } = refreshed.json();
  expect((await me({ authorization: `Bearer ${accessToken}` })).statusCode).toBe(200);

  const again = await post('/api/auth/refresh/', { refreshToken: user.refreshToken });
  expect(again.json()).toMatchObject({ status: 401, code: 'token_invalid' });
  expect((await post('/api/auth/refresh/', { refreshToken })).statusCode).toBe(401);
  expect((await me({ authorization: `Bearer ${accessToken}` })).json().code).toBe('token_invalid');
});

test('a made-up refresh token is refused and ends nobody’s session', async () => {
  const user = await server.register('steady');
  const [sessionId] = user.refreshToken.split('.');
  const forged = await post('/api/auth/refresh/', {
    refreshToken: `${sessionId}.guess.AAAAAAAAAAAAAAAAAAAAAA`,
  });
  expect(forged.json().code).toBe('token_invalid');
  expect((await me(user.bearer)).statusCode).toBe(200);
});

test('the cookie alone logs in, and refreshes without being replaced', async () => {
  const user = await server.register('browser');
  expect((await me({ cookie: user.cookie })).json().user.id).toBe(user.userId);
  const refreshed = await post('/api/auth/refresh/', undefined, { cookie: user.cookie });
  expect(refreshed.statusCode).toBe(200);
  expect((await me({ cookie: user.cookie })).statusCode).toBe(200);
});

test('logout ends the session at once for its cookie, access token and refresh token', async () => {
  const user = await server.register('leaving');
  expect((await me(user.bearer)).statusCode).toBe(200);
  expect((await me({ cookie: user.cookie })).statusCode).toBe(200);
  const response = await post('/api/auth/logout/', undefined, { cookie: user.cookie });
  expect([response.statusCode, response.body]).toEqual([204, '']);
  expect(response.headers['set-cookie']).toContain('Max-Age=0');
  expect((await me(user.bearer)).json().code).toBe('token_invalid');
  expect((await me({ cookie: user.cookie })).json().code).toBe('unauthenticated');
  expect((await post('/api/auth/refresh/', { refreshToken: user.refreshToken })).statusCode).toBe(401);
});

test('a banned user is refused once it is forgotten', async () => {
  const user = await server.register('banned');
  await server.services.db.updateTable('users').set({ banned: true }).where('id', '=', user.userId).execute();
  expect((await me(user.bearer)).json().code).toBe('token_invalid');
});

test('REGISTRATION=closed lets the first user in and nobody after', async () => {
  const closed = await createTestApp({ REGISTRATION: 'closed' });
  try {
    await closed.register('only');
    const response = await closed.app.inject({
      method: 'POST',
      url: '/api/auth/register/',
      payload: { email: 'late@example.com', password: PASSWORD },
    });
    expect(response.json()).toMatchObject({ status: 403, code: 'registration_closed' });
  } finally {
    await closed.close();
  }
});

test('after twenty wrong passwords in a minute an account is refused for a while, others are not', async () => {
  await server.register('target');
  const attempt = () => post('/api/auth/login/', { username: 'target', password: 'guess' });
  for (let count = 0; count < 20; count++) expect((await attempt()).json().code).toBe('invalid_credentials');
  const refused = await attempt();
  expect(refused.json()).toMatchObject({ status: 429, code: 'rate_limited' });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect((await post('/api/auth/login/', { username: 'first', password: PASSWORD })).statusCode).toBe(200);
});
