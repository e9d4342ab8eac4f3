'use client';
import { type RunStatus, runStatuses } from '@innoflow/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Play, SearchX, X } from 'lucide-react';
import Link from 'next/link';
import { Page } from '@/components/frame/page.tsx';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { LoadMore } from '@/components/ui/load-more.tsx';
import { SkeletonRows } from '@/components/ui/skeleton.tsx';
import { StatusIcon, statusLooks } from '@/components/ui/status-badge.tsx';
import { useQueryParam } from '@/hooks/use-query-param.ts';
import { classNames } from '@/lib/class-names.ts';
import { runsQuery } from '@/lib/queries.ts';
import { RunTable } from './run-table.tsx';
import { WorkflowFilter } from './workflow-filter.tsx';

export function RunsPage() {
  const [statusText, setStatusText] = useQueryParam('status');
  const [workflow, setWorkflow] = useQueryParam('workflow');
  const statuses = runStatuses.filter((status) => statusText.split(',').includes(status));
  const runs = useInfiniteQuery(
    runsQuery({ ...(statuses.length > 0 ? { status: statuses } : {}), ...(workflow ? { workflow } : {}) }),
  );
  const items = runs.data?.pages.flatMap((page) => page.items);
  const filtered = statuses.length > 0 || workflow !== '';
  const toggle = (status: RunStatus) =>
    setStatusText(
      runStatuses
        .filter((each) => (each === status ? !statuses.includes(each) : statuses.includes(each)))
        .join(','),
    );
  return (
    <Page title="Runs">
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <WorkflowFilter value={workflow} onChange={setWorkflow} />
        <div role="group" aria-label="Status" className="flex flex-wrap gap-1.5">
          {runStatuses.map((status) => (
            <StatusChip
              key={status}
              status={status}
              on={statuses.includes(status)}
              onToggle={() => toggle(status)}
            />
          ))}
        </div>
        {filtered ? <ClearFilters /> : null}
      </div>
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        {runs.error ? (
          <ErrorState error={runs.error} onRetry={() => runs.refetch()} />
        ) : items === undefined ? (
          <SkeletonRows rows={12} label="The runs are being loaded" />
        ) : items.length > 0 ? (
          <>
            <RunTable runs={items} />
            <LoadMore
              noun="run"
              shown={items.length}
              hasMore={runs.hasNextPage}
              loading={runs.isFetchingNextPage}
              onLoadMore={() => runs.fetchNextPage()}
            />
          </>
        ) : filtered ? (
          <EmptyState
            icon={SearchX}
            title="No run matches the filters"
            actions={<ClearFilters label="Show all runs" />}
          />
        ) : (
          <EmptyState
            icon={Play}
            title="No run yet"
            actions={
              <Button variant="primary" asChild>
                <Link href="/workflows">Open the workflows</Link>
              </Button>
            }
          >
            A run appears here as soon as a published workflow is started: by hand, by a webhook, on a
            schedule or through the API.
          </EmptyState>
        )}
      </div>
    </Page>
  );
}

function StatusChip({ status, on, onToggle }: { status: RunStatus; on: boolean; onToggle(): void }) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onToggle}
      className={classNames(
        'inline-flex h-7 items-center gap-1.5 rounded-full border border-line-strong px-2.5 text-base text-muted transition-colors hover:bg-hover hover:text-fg [&_svg]:animate-none',
        on && 'border-accent bg-accent-soft text-accent-fg hover:bg-accent-soft hover:text-accent-fg',
      )}
    >
      <span aria-hidden="true" className="flex">
        <StatusIcon status={status} className="size-3.5" />
      </span>
      {statusLooks[status].label}
    </button>
  );
}

function ClearFilters({ label = 'Clear' }: { label?: string }) {
  return (
    <Button variant="ghost" size="sm" asChild>
      <Link href="/runs" replace>
        <X aria-hidden="true" />
        {label}
      </Link>
    </Button>
  );
}
