'use client';
import { Button } from './button.tsx';

type LoadMoreProps = { hasMore: boolean; loading: boolean; onLoadMore(): void; shown: number; noun: string };

/** The end of a list that is read page by page. */
export function LoadMore({ hasMore, loading, onLoadMore, shown, noun }: LoadMoreProps) {
  return (
    <div className="tabular flex h-11 items-center justify-between gap-3 border-line border-t px-4 text-sm text-subtle">
      <span role="status">
        {hasMore ? `The first ${shown} ${noun}s` : shown === 1 ? `1 ${noun}` : `All ${shown} ${noun}s`}
      </span>
      {hasMore ? (
        <Button size="sm" busy={loading} onClick={onLoadMore}>
          Load more
        </Button>
      ) : null}
    </div>
  );
}
