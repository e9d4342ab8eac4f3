import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deriveKey, loadSecretKey } from './secret-key.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'innoflow-key-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('processes that start together make one key, which only its owner can read', async () => {
  const dataDir = join(folder, 'data');
  const keys = await Promise.all(Array.from({ length: 8 }, () => loadSecretKey(undefined, dataDir)));
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
  expect(keys[0]).toHaveLength(32);
  expect((await stat(join(dataDir, 'secret.key'))).mode & 0o777).toBe(0o600);
  expect(await readdir(dataDir)).toEqual(['secret.key']);
});

test('SECRET_KEY comes first and writes nothing', async () => {
  expect(await loadSecretKey('from the environment', folder)).toEqual(Buffer.from('from the environment'));
  expect(await readdir(folder)).toEqual([]);
});

test('a damaged key stops the start instead of being replaced', async () => {
  await writeFile(join(folder, 'secret.key'), 'short\n');
  await expect(loadSecretKey(undefined, folder)).rejects.toThrow('restore it from a backup');
});

test('keys of different purposes differ', () => {
  const secret = Buffer.alloc(32, 1);
  expect(deriveKey(secret, 'access-token')).toEqual(deriveKey(secret, 'access-token'));
  expect(deriveKey(secret, 'access-token')).not.toEqual(deriveKey(secret, 'credentials'));
});
