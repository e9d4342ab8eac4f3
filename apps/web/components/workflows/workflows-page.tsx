'use client';
import type { WorkflowListItem } from '@innoflow/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useDeferredValue, useState } from 'react';
import { Page } from '@/components/frame/page.tsx';
import { FirstSteps } from '@/components/home/first-steps.tsx';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { LoadMore } from '@/components/ui/load-more.tsx';
import { SearchInput } from '@/components/ui/search-input.tsx';
import { SkeletonRows } from '@/components/ui/skeleton.tsx';
import { useAuth } from '@/hooks/use-auth.ts';
import { useQueryParam } from '@/hooks/use-query-param.ts';
import { useShortcuts } from '@/hooks/use-shortcuts.ts';
import { workflowsQuery } from '@/lib/queries.ts';
import { DeletedNotice } from './deleted-notice.tsx';
import { NewWorkflowDialog } from './new-workflow-dialog.tsx';
import { NewWorkflowMenu } from './new-workflow-menu.tsx';
import { type RowAction, WorkflowActionDialogs } from './workflow-action-dialogs.tsx';
import { WorkflowTable } from './workflow-table.tsx';

export function WorkflowsPage() {
  const router = useRouter();
  const { can } = useAuth();
  const [search, setSearch] = useQueryParam('q');
  const [creating, setCreating] = useQueryParam('new');
  const [action, setAction] = useState<RowAction>();
  const [deleted, setDeleted] = useState<WorkflowListItem>();
  const workflows = useInfiniteQuery({
    ...workflowsQuery(useDeferredValue(search.trim())),
    placeholderData: (previous) => previous,
  });
  const items = workflows.data?.pages.flatMap((page) => page.items);
  const editable = can('workflow.edit');
  useShortcuts({ c: () => editable && setCreating('blank') });
  const empty = items?.length === 0 && search === '';
  return (
    <Page title="Workflows" actions={editable ? <NewWorkflowMenu onChoose={setCreating} /> : null}>
      <DeletedNotice workflow={deleted} onDone={() => setDeleted(undefined)} />
      {empty ? (
        <FirstSteps />
      ) : (
        <>
          <SearchInput
            value={search}
            onChange={setSearch}
            label="Filter by name"
            className="mb-3 w-full sm:w-64"
          />
          <div className="overflow-hidden rounded-lg border border-line bg-surface">
            {workflows.error ? (
              <ErrorState error={workflows.error} onRetry={() => workflows.refetch()} />
            ) : items === undefined ? (
              <SkeletonRows rows={10} label="The workflows are being loaded" />
            ) : items.length === 0 ? (
              <EmptyState
                icon={SearchX}
                title={`No workflow is called “${search}”`}
                actions={<Button onClick={() => setSearch('')}>Show all workflows</Button>}
              />
            ) : (
              <>
                <WorkflowTable workflows={items} onAction={setAction} />
                <LoadMore
                  noun="workflow"
                  shown={items.length}
                  hasMore={workflows.hasNextPage}
                  loading={workflows.isFetchingNextPage}
                  onLoadMore={() => workflows.fetchNextPage()}
                />
              </>
            )}
          </div>
        </>
      )}
      <NewWorkflowDialog
        kind={creating === 'blank' || creating === 'import' ? creating : undefined}
        onClose={() => setCreating('')}
      />
      <WorkflowActionDialogs
        action={action}
        onClose={() => setAction(undefined)}
        onDeleted={setDeleted}
        onDuplicated={(id) => router.push(`/workflows/${id}`)}
      />
    </Page>
  );
}
