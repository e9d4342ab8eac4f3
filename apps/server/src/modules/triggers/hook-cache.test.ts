import { expect, test } from 'vitest';
import { type Hook, HookCache } from './hook-cache.ts';

function hookOf(version: number): Hook {
  return {
    triggerId: 't',
    organizationId: 'o',
    workflowId: 'w',
    version,
    sync: false,
    secret: null,
    assertInput: () => undefined,
  };
}

/** A cache over a source that counts, with a clock that stands still until it is moved. */
function cacheOf() {
  const source = { version: 1 as number | null, reads: 0, now: 0 };
  const cache = new HookCache(
    async () => {
      source.reads += 1;
      return source.version === null ? null : hookOf(source.version);
    },
    () => source.now,
  );
  return { source, cache };
}

test('a webhook is read once, and then known without waiting', async () => {
  const { source, cache } = cacheOf();
  const first = cache.get('a');
  expect(cache.get('a')).toBe(first);
  await first;
  expect(cache.get('a')).toMatchObject({ version: 1 });
  expect(source.reads).toBe(1);
});

test('after a second it is read again while what is known is still used, after two it is waited for', async () => {
  const { source, cache } = cacheOf();
  await cache.get('a');
  source.version = 2;
  source.now = 1_500;
  expect(cache.get('a')).toMatchObject({ version: 1 });
  await new Promise(setImmediate);
  expect(cache.get('a')).toMatchObject({ version: 2 });
  source.version = 3;
  source.now = 4_000;
  expect(await cache.get('a')).toMatchObject({ version: 3 });
});

test('that there is no webhook at a path is remembered too', async () => {
  const { source, cache } = cacheOf();
  source.version = null;
  expect(await cache.get('a')).toBeNull();
  expect(cache.get('a')).toBeNull();
  expect(source.reads).toBe(1);
});

test('what was read before a change is not used after it, even when the reading ends later', async () => {
  const { source, cache } = cacheOf();
  const slow = cache.get('a');
  cache.clear();
  source.version = 2;
  await slow;
  expect(await cache.get('a')).toMatchObject({ version: 2 });
});

test('a failure to read is not remembered', async () => {
  let fail = true;
  const cache = new HookCache(async () => {
    if (fail) throw new Error('away');
    return hookOf(1);
  });
  await expect(cache.get('a')).rejects.toThrow('away');
  fail = false;
  expect(await cache.get('a')).toMatchObject({ version: 1 });
});
