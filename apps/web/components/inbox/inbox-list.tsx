'use client';
import type { HumanTask } from '@innoflow/contracts';
import { UserCheck } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import { RelativeTime } from '@/components/ui/relative-time.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { classNames } from '@/lib/class-names.ts';
import { DueIn } from './due-in.tsx';

type InboxListProps = {
  /** Undefined while they are being loaded. */
  tasks: readonly HumanTask[] | undefined;
  currentId: string | undefined;
  onChoose(id: string): void;
  hasMore: boolean;
  loadingMore: boolean;
  onLoadMore(): void;
};

/** The human tasks, oldest first. */
export function InboxList({ tasks, currentId, onChoose, hasMore, loadingMore, onLoadMore }: InboxListProps) {
  if (tasks === undefined) {
    return (
      <div role="status" aria-label="The inbox is being loaded">
        {['first', 'second', 'third', 'fourth'].map((key) => (
          <div key={key} className="flex flex-col gap-2 border-line border-b px-4 py-3.5">
            <Skeleton className="w-4/5" />
            <Skeleton className="w-2/5" />
          </div>
        ))}
      </div>
    );
  }
  return (
    <ul className="min-h-0 flex-1 overflow-y-auto">
      {tasks.map((task) => (
        <li key={task.id} className="border-line border-b">
          <button
            type="button"
            aria-current={task.id === currentId ? 'true' : undefined}
            onClick={() => onChoose(task.id)}
            className={classNames(
              'block w-full px-4 py-3 text-left transition-colors hover:bg-hover focus-visible:-outline-offset-2',
              task.id === currentId && 'md:bg-selected md:hover:bg-selected',
            )}
          >
            <span className="flex items-baseline justify-between gap-3">
              <span className="truncate font-medium">{task.title}</span>
              <RelativeTime at={task.createdAt} className="shrink-0 text-sm text-subtle" />
            </span>
            <span className="mt-0.5 flex items-center justify-between gap-3 text-sm text-muted">
              <span className="truncate">{task.workflowName}</span>
              {task.claimedBy ? (
                <span className="inline-flex shrink-0 items-center gap-1 text-subtle">
                  <UserCheck className="size-3.5" aria-hidden="true" />
                  {task.claimedBy.name}
                </span>
              ) : (
                <DueIn at={task.dueAt} />
              )}
            </span>
          </button>
        </li>
      ))}
      {hasMore ? (
        <li className="p-3 text-center">
          <Button size="sm" busy={loadingMore} onClick={onLoadMore}>
            Load more
          </Button>
        </li>
      ) : null}
    </ul>
  );
}
