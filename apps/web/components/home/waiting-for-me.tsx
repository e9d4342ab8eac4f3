'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { DueIn } from '@/components/inbox/due-in.tsx';
import { ErrorNote } from '@/components/ui/error-state.tsx';
import { HoverLink } from '@/components/ui/hover-link.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { inboxQuery } from '@/lib/queries.ts';

const SHOWN = 6;

/** The first few human tasks of the inbox. */
export function WaitingForMe() {
  const inbox = useInfiniteQuery(inboxQuery());
  const tasks = inbox.data?.pages.flatMap((page) => page.items);
  return (
    <section aria-labelledby="waiting-for-me" className="min-w-0 max-xl:order-1">
      <div className="mb-2 flex items-baseline justify-between">
        <h2 id="waiting-for-me" className="font-semibold text-md">
          Waiting for me
        </h2>
        <Link href="/inbox" className="rounded-sm text-base text-muted hover:text-fg">
          Inbox
        </Link>
      </div>
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        {inbox.error ? (
          <ErrorNote error={inbox.error} className="m-3" />
        ) : tasks === undefined ? (
          <div role="status" aria-label="The inbox is being loaded" className="flex flex-col gap-2.5 p-4">
            <Skeleton className="w-3/4" />
            <Skeleton className="w-1/2" />
          </div>
        ) : tasks.length === 0 ? (
          <p className="px-4 py-6 text-center text-base text-muted">Nothing waits for you.</p>
        ) : (
          <ul>
            {tasks.slice(0, SHOWN).map((task) => (
              <li key={task.id} className="border-line border-b last:border-b-0">
                <HoverLink
                  href={`/inbox?task=${task.id}`}
                  className="block px-4 py-2.5 transition-colors hover:bg-hover focus-visible:-outline-offset-2"
                >
                  <span className="block truncate font-medium">{task.title}</span>
                  <span className="flex justify-between gap-3 text-sm text-subtle">
                    <span className="truncate">{task.workflowName}</span>
                    <DueIn at={task.dueAt} />
                  </span>
                </HoverLink>
              </li>
            ))}
            {tasks.length > SHOWN ? (
              <li className="px-4 py-2 text-sm text-subtle">and {tasks.length - SHOWN} more</li>
            ) : null}
          </ul>
        )}
      </div>
    </section>
  );
}
