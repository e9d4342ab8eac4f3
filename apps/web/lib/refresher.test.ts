import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRefresher } from './refresher.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a query is read at once, and however often it is asked for, once a second', async () => {
  const client = new QueryClient();
  let reads = 0;
  const observer = new QueryObserver(client, {
    queryKey: ['runs'],
    queryFn: () => ++reads,
    staleTime: Infinity,
  });
  const leave = observer.subscribe(() => {});
  await vi.advanceTimersByTimeAsync(0);
  expect(reads).toBe(1);
  const { refresh, stop } = createRefresher(client);
  for (let tenth = 0; tenth < 30; tenth += 1) {
    refresh(['runs']);
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(reads).toBe(1 + 1 + 3);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(reads).toBe(1 + 1 + 3);
  stop();
  leave();
});
