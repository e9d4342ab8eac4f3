import { mkdir, mkdtemp, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyBinaries, recreateLinks } from './binaries.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'innoflow-binaries-'));
  await mkdir(join(root, 'native/lib'), { recursive: true });
  await writeFile(join(root, 'native/lib/libpq.so.5.18'), 'library');
  const links = [
    { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' },
    { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so' },
  ];
  await writeFile(join(root, 'native/pg-symlinks.json'), JSON.stringify(links));
});

afterEach(() => rm(root, { recursive: true, force: true }));

test('the links that an install script would have made are made, and made once', async () => {
  await Promise.all([recreateLinks(root), recreateLinks(root)]);
  await recreateLinks(root);
  expect(await readlink(join(root, 'native/lib/libpq.so.5'))).toBe('libpq.so.5.18');
  expect(await readFile(join(root, 'native/lib/libpq.so'), 'utf8')).toBe('library');
});

test('a copy for another user is whole and is made once', async () => {
  await recreateLinks(root);
  const to = join(root, 'copy');
  await Promise.all([copyBinaries(join(root, 'native'), to), copyBinaries(join(root, 'native'), to)]);
  expect(await readFile(join(to, 'lib/libpq.so'), 'utf8')).toBe('library');
});
