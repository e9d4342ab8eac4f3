import type { QueryClient, QueryKey } from '@tanstack/react-query';

const PAUSE_MS = 1_000;

/**
 * Reads queries again, each at most once a second however often it is asked for: the first time at once, and once more
 * at the end of the pause when it was asked for meanwhile. A thousand runs a second cost one request a second.
 */
export function createRefresher(client: QueryClient) {
  const pauses = new Map<string, { timer: ReturnType<typeof setTimeout>; again: boolean }>();

  function refresh(queryKey: QueryKey): void {
    const name = JSON.stringify(queryKey);
    const pause = pauses.get(name);
    if (pause) {
      pause.again = true;
      return;
    }
    const timer = setTimeout(() => {
      const again = pauses.get(name)?.again;
      pauses.delete(name);
      if (again) refresh(queryKey);
    }, PAUSE_MS);
    pauses.set(name, { timer, again: false });
    void client.invalidateQueries({ queryKey });
  }

  return {
    refresh,
    stop(): void {
      for (const { timer } of pauses.values()) clearTimeout(timer);
      pauses.clear();
    },
  };
}
