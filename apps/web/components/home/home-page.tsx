'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import Link from 'next/link';
import { Page } from '@/components/frame/page.tsx';
import { RunTable } from '@/components/runs/run-table.tsx';
import { Button } from '@/components/ui/button.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { SkeletonRows } from '@/components/ui/skeleton.tsx';
import { useAuth } from '@/hooks/use-auth.ts';
import { runsQuery, workflowsQuery } from '@/lib/queries.ts';
import { FirstSteps } from './first-steps.tsx';
import { RunCounts } from './run-counts.tsx';
import { WaitingForMe } from './waiting-for-me.tsx';

const LATEST = 12;

/** Today in one look. */
export function HomePage() {
  const { can } = useAuth();
  const runs = useInfiniteQuery(runsQuery());
  const workflows = useInfiniteQuery(workflowsQuery());
  const latest = runs.data?.pages[0]?.items.slice(0, LATEST);
  const nothingYet = latest?.length === 0 && workflows.data?.pages[0]?.items.length === 0;
  return (
    <Page
      title="Home"
      actions={
        can('workflow.edit') && !nothingYet ? (
          <Button variant="primary" asChild>
            <Link href="/workflows?new=blank">
              <Plus aria-hidden="true" />
              New workflow
            </Link>
          </Button>
        ) : null
      }
    >
      {nothingYet ? (
        <FirstSteps />
      ) : (
        <>
          <RunCounts />
          <div className="mt-6 grid min-w-0 items-start gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
            <section aria-labelledby="latest-runs" className="min-w-0 max-xl:order-2">
              <div className="mb-2 flex items-baseline justify-between">
                <h2 id="latest-runs" className="font-semibold text-md">
                  Latest runs
                </h2>
                <Link href="/runs" className="rounded-sm text-base text-muted hover:text-fg">
                  All runs
                </Link>
              </div>
              <div className="overflow-hidden rounded-lg border border-line bg-surface">
                {runs.error ? (
                  <ErrorState error={runs.error} onRetry={() => runs.refetch()} />
                ) : latest === undefined ? (
                  <SkeletonRows rows={8} label="The latest runs are being loaded" />
                ) : latest.length === 0 ? (
                  <p className="px-4 py-10 text-center text-base text-muted">
                    No run yet. Open a workflow and press “Run”.
                  </p>
                ) : (
                  <RunTable runs={latest} />
                )}
              </div>
            </section>
            <WaitingForMe />
          </div>
        </>
      )}
    </Page>
  );
}
