import { createTestDatabase, type TestDatabase } from '@innoflow/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadBetterAuth } from './identity.ts';
import { hashPassword } from './passwords.ts';
import { createSessionCookie } from './session-cookie.ts';
import { createUser } from './user-repository.ts';

const secret = 'a secret of the tests with enough characters';
let database: TestDatabase;
let auth: Awaited<ReturnType<typeof loadBetterAuth>>['auth'];
const logged: unknown[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  const logger = {
    warn: (line: unknown) => void logged.push(line),
    error: (line: unknown) => void logged.push(line),
  };
  ({ auth } = await loadBetterAuth({
    db: database.kysely,
    secret,
    frontendUrl: 'http://localhost:8000',
    secureCookies: false,
    trustedOrigins: [],
    logger,
    validateSchema: true,
  }));
  await createUser(database.kysely, {
    email: 'ada@example.com',
    username: 'ada',
    name: 'Ada',
    passwordHash: await hashPassword('a password'),
    organizationName: 'Analytical',
    isSuperuser: false,
  });
});
afterAll(() => database.drop());

test('Better Auth finds its tables under our names and signs in a user that we made', async () => {
  const { token } = await auth.api.signInEmail({
    body: { email: 'ada@example.com', password: 'a password' },
  });
  const { token: kept } = await database.kysely
    .selectFrom('sessions')
    .select('token')
    .executeTakeFirstOrThrow();
  expect(kept).toBe(token);
  expect(logged).toEqual([]);
});

test('Better Auth takes the cookie that we sign, and not one that was changed', async () => {
  const { token } = await auth.api.signInEmail({
    body: { email: 'ada@example.com', password: 'a password' },
  });
  const cookie = createSessionCookie(secret, false).format(token).split(';', 1)[0] ?? '';
  const session = await auth.api.getSession({ headers: new Headers({ cookie }) });
  expect(session?.user.email).toBe('ada@example.com');
  const changed = cookie.replace('=', '=x');
  expect(await auth.api.getSession({ headers: new Headers({ cookie: changed }) })).toBeNull();
});

test('we take the cookie that Better Auth signs', async () => {
  const response = await auth.api.signInEmail({
    body: { email: 'ada@example.com', password: 'a password' },
    asResponse: true,
  });
  const header = response.headers.get('set-cookie')?.split(';', 1)[0];
  expect(createSessionCookie(secret, false).find(header)).toMatchObject({ kind: 'token' });
});
