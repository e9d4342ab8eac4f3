import { useInfiniteQuery } from '@tanstack/react-query';
import { inboxQuery } from '@/lib/queries.ts';

/** How many human tasks wait for the person, as it is shown beside "Inbox"; undefined when none does. */
export function useInboxCount(): string | undefined {
  const { data } = useInfiniteQuery(inboxQuery());
  const count = data?.pages.reduce((sum, page) => sum + page.items.length, 0) ?? 0;
  if (count === 0) return undefined;
  return count > 99 || data?.pages.at(-1)?.nextCursor ? '99+' : String(count);
}
