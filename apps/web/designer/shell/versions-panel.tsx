'use client';
import { routes, type WorkflowVersionSummary } from '@innoflow/contracts';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { GitCompareArrows, Undo } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { LoadMore } from '@/components/ui/load-more.tsx';
import { RelativeTime } from '@/components/ui/relative-time.tsx';
import { SkeletonRows } from '@/components/ui/skeleton.tsx';
import { api } from '@/lib/api.ts';
import { keys, versionQuery } from '@/lib/queries.ts';
import { useDesigner } from '../session/designer-context.ts';
import { useWorkflow } from '../session/use-workflow.ts';
import { VersionDiffDialog } from './version-diff-dialog.tsx';

/** Published versions: who, when, why; each can be compared with the draft or the one before, and brought back. */
export function VersionsPanel() {
  const { workflowId } = useDesigner();
  const versions = useInfiniteQuery({
    queryKey: [...keys.versions(workflowId), 'list'],
    queryFn: ({ signal, pageParam }) =>
      api(routes.workflows.versions, { params: { id: workflowId }, query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined, // the first page has no cursor
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  if (versions.isPending) return <SkeletonRows rows={4} label="The versions are being loaded" />;
  if (versions.isError) return <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />;
  const items = versions.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <p className="py-8 text-center text-muted">No version yet. Publishing makes the draft version 1.</p>
    );
  }
  return (
    <>
      <ul>
        {items.map((item) => (
          <VersionRow key={item.version} item={item} />
        ))}
      </ul>
      <LoadMore
        hasMore={versions.hasNextPage}
        loading={versions.isFetchingNextPage}
        onLoadMore={() => void versions.fetchNextPage()}
        shown={items.length}
        noun="version"
      />
    </>
  );
}

function VersionRow({ item }: { item: WorkflowVersionSummary }) {
  const { store, readOnly, workflowId } = useDesigner();
  const client = useQueryClient();
  const current = useWorkflow()?.publishedVersion === item.version;
  const [comparing, setComparing] = useState(false);

  async function restore() {
    const { definition } = await client.fetchQuery(versionQuery(workflowId, item.version));
    store.edit({ kind: 'reset', draft: definition }, { label: `Bring back version ${item.version}` });
  }

  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-4 py-1.5 last:border-b-0">
      <span className="tabular font-medium">v{item.version}</span>
      {current ? <Badge tone="success">Published</Badge> : null}
      <span className="min-w-0 flex-1 truncate text-muted">{item.note}</span>
      <span className="whitespace-nowrap text-sm text-subtle">
        {item.createdBy ? `${item.createdBy.name} · ` : ''}
        <RelativeTime at={item.createdAt} />
      </span>
      <Button
        size="sm"
        variant="ghost"
        aria-label={`Compare version ${item.version}`}
        onClick={() => setComparing(true)}
      >
        <GitCompareArrows aria-hidden="true" />
        Compare
      </Button>
      {readOnly ? null : (
        <Button
          size="sm"
          variant="ghost"
          aria-label={`Bring version ${item.version} back into the draft`}
          onClick={() => void restore()}
        >
          <Undo aria-hidden="true" />
          Bring back
        </Button>
      )}
      {comparing ? <VersionDiffDialog version={item.version} onOpenChange={setComparing} /> : null}
    </li>
  );
}
