import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../../testing/test-app.ts';
import { seal, unseal } from './secret-box.ts';
import { createSecretStore } from './secret-store.ts';

let server: TestApp;
let owner: TestUser;
let stranger: TestUser;
beforeAll(async () => {
  server = await createTestApp();
  owner = await server.register('owner');
  stranger = await server.register('stranger');
});
afterAll(() => server.close());

const call = (
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  payload?: object,
  who: TestUser = owner,
) =>
  server.app.inject({
    method,
    url: `/api/credentials/${path}`,
    headers: who.bearer,
    ...(payload ? { payload } : {}),
  });
const secretsOf = (user: TestUser, ...names: string[]) =>
  server.services.secrets.getSecrets(user.organizationId, names);

test('a value goes in, reaches tasks, and never comes out through the API', async () => {
  const created = await call('POST', '', { name: 'TOKEN', value: 's3cret-value' });
  expect(created.statusCode).toBe(201);
  const listed = await call('GET', '');
  expect(listed.json().items).toMatchObject([{ name: 'TOKEN', lastUsedAt: null }]);
  expect(created.body + listed.body + server.log()).not.toContain('s3cret-value');
  expect(await secretsOf(owner, 'TOKEN', 'MISSING')).toEqual(new Map([['TOKEN', 's3cret-value']]));
  const { ciphertext } = await server.services.db
    .selectFrom('credentials')
    .select('ciphertext')
    .executeTakeFirstOrThrow();
  expect(ciphertext.includes('s3cret-value')).toBe(false);
  expect((await call('GET', '')).json().items[0].lastUsedAt).not.toBeNull();
});

test('a changed value reaches tasks at once, a removed one none', async () => {
  const { id } = (await call('POST', '', { name: 'CHANGES', value: 'one' })).json();
  expect((await secretsOf(owner, 'CHANGES')).get('CHANGES')).toBe('one');
  expect((await call('PATCH', `${id}/`, { value: 'two' })).statusCode).toBe(200);
  expect((await secretsOf(owner, 'CHANGES')).get('CHANGES')).toBe('two');
  expect((await call('DELETE', `${id}/`)).statusCode).toBe(204);
  expect(await secretsOf(owner, 'CHANGES')).toEqual(new Map());
});

test('a name is taken once in an organization', async () => {
  await call('POST', '', { name: 'TWICE', value: 'a' });
  expect((await call('POST', '', { name: 'TWICE', value: 'b' })).json()).toMatchObject({
    status: 409,
    code: 'credential_name_taken',
    errors: [{ field: 'body.name' }],
  });
  expect((await call('POST', '', { name: 'TWICE', value: 'b' }, stranger)).statusCode).toBe(201);
});

test('another organization’s credential, a missing one and text that is no id are answered alike', async () => {
  const { id } = (await call('POST', '', { name: 'MINE', value: 'a' })).json();
  const bodies = await Promise.all(
    [id, '01a209f8-db7e-70ce-b806-a56706f845b0', 'no-id'].map(async (each) => {
      const answers = [
        await call('PATCH', `${each}/`, { value: 'x' }, stranger),
        await call('DELETE', `${each}/`, undefined, stranger),
      ];
      return answers.map((answer) => {
        const { requestId: _, instance: __, ...problem } = answer.json();
        return problem;
      });
    }),
  );
  expect(new Set(bodies.flat().map((body) => JSON.stringify(body))).size).toBe(1);
  expect(bodies[0]?.[0]).toMatchObject({ status: 404, code: 'not_found' });
  expect(await secretsOf(stranger, 'MINE')).toEqual(new Map());
  expect((await secretsOf(owner, 'MINE')).get('MINE')).toBe('a');
});

test('pages of credentials follow each other without gap or double', async () => {
  for (const name of ['P1', 'P2', 'P3']) await call('POST', '', { name, value: 'v' }, stranger);
  const first = (await call('GET', '?limit=2', undefined, stranger)).json();
  const second = (await call('GET', `?limit=2&cursor=${first.nextCursor}`, undefined, stranger)).json();
  const names = [...first.items, ...second.items].map((item) => item.name);
  expect(names).toEqual(['P1', 'P2', 'P3', 'TWICE']);
  expect(second.nextCursor).toBeNull();
});

test('a role without the permission is told which one it lacks', async () => {
  const { db } = server.services;
  const viewer = await server.register('viewer');
  await db.updateTable('memberships').set({ role: 'viewer' }).where('user_id', '=', viewer.userId).execute();
  const refused = await call('GET', '', undefined, viewer);
  expect(refused.json()).toMatchObject({ status: 403, code: 'forbidden' });
  expect(refused.json().detail).toContain('credential.view');
});

test('a sealed value opens only with its key, for its purpose, unchanged', () => {
  const key = randomBytes(32);
  const sealed = seal(key, Buffer.from('text'), 'credential/1');
  expect(unseal(key, sealed, 'credential/1').toString()).toBe('text');
  expect(() => unseal(randomBytes(32), sealed, 'credential/1')).toThrow('cannot be read');
  expect(() => unseal(key, sealed, 'credential/2')).toThrow('cannot be read');
  for (let index = 0; index < sealed.length; index++) {
    const changed = Buffer.from(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => unseal(key, changed, 'credential/1')).toThrow('cannot be read');
  }
  expect(seal(key, Buffer.from('text'), 'credential/1').equals(sealed)).toBe(false);
});

test('with another master key nothing can be read, and the error says why', async () => {
  await call('POST', '', { name: 'LOCKED', value: 'v' });
  const foreign = createSecretStore({ db: server.services.db, masterKey: randomBytes(32) });
  await expect(foreign.getSecrets(owner.organizationId, ['LOCKED'])).rejects.toThrow('secret key');
});
