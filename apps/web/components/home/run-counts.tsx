'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { type AnyStatus, StatusIcon } from '@/components/ui/status-badge.tsx';
import { classNames } from '@/lib/class-names.ts';
import { runCountsQuery } from '@/lib/queries.ts';

type Tile = { label: string; span: string; status: AnyStatus; href: string; count: number | undefined };

/** How many runs are under way and how the last day's ended; each number leads to its runs. */
export function RunCounts() {
  const { data, isError } = useQuery(runCountsQuery());
  const tiles: readonly Tile[] = [
    {
      label: 'Running',
      span: 'now',
      status: 'running',
      href: '/runs?status=queued,running',
      count: data && data.active.queued + data.active.running,
    },
    {
      label: 'Waiting',
      span: 'now',
      status: 'waiting',
      href: '/runs?status=waiting',
      count: data?.active.waiting,
    },
    {
      label: 'Succeeded',
      span: 'in 24 h',
      status: 'succeeded',
      href: '/runs?status=succeeded',
      count: data?.last24Hours.succeeded,
    },
    {
      label: 'Failed',
      span: 'in 24 h',
      status: 'failed',
      href: '/runs?status=failed',
      count: data?.last24Hours.failed,
    },
  ];
  return (
    <ul className="grid grid-cols-2 overflow-hidden rounded-lg border border-line bg-line gap-px sm:grid-cols-4">
      {tiles.map((tile) => (
        <li key={tile.label} className="bg-surface">
          <Link
            href={tile.href}
            className="flex flex-col gap-1 px-4 py-3 transition-colors hover:bg-hover focus-visible:-outline-offset-2"
          >
            <span className="flex items-center gap-1.5 text-base text-muted">
              <StatusMark status={tile.status} active={(tile.count ?? 0) > 0} />
              {tile.label} <span className="text-subtle">{tile.span}</span>
            </span>
            {isError && tile.count === undefined ? (
              <span className="text-2xl text-subtle">–</span>
            ) : tile.count === undefined ? (
              <Skeleton className="my-1 h-6 w-12" />
            ) : (
              <span
                className={classNames(
                  'tabular font-semibold text-2xl tracking-tight',
                  tile.count === 0 && 'text-subtle',
                  tile.status === 'failed' && tile.count > 0 && 'text-failed-fg',
                )}
              >
                {tile.count.toLocaleString('en')}
              </span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Still and grey while there is nothing to tell. */
function StatusMark({ status, active }: { status: AnyStatus; active: boolean }) {
  return (
    <span aria-hidden="true" className={classNames('flex', !active && 'grayscale [&_svg]:animate-none')}>
      <StatusIcon status={status} />
    </span>
  );
}
