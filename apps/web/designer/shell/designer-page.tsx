'use client';
import { useQuery } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { useParams } from 'next/navigation';
import { useMemo } from 'react';
import { usePageTitle } from '@/components/frame/breadcrumb.tsx';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { ApiError } from '@/lib/api-error.ts';
import { taskTypesQuery, workflowQuery } from '@/lib/queries.ts';
import { createCatalog } from '../model/catalog.ts';
import { DesignerProvider } from '../session/designer-provider.tsx';
import { DesignerLayout } from './designer-layout.tsx';
import { DesignerSkeleton } from './designer-skeleton.tsx';

/** `/workflows/[id]`: the designer. */
export function DesignerPage() {
  const { id } = useParams<{ id: string }>();
  const workflow = useQuery(workflowQuery(id));
  const taskTypes = useQuery(taskTypesQuery());
  const items = taskTypes.data?.items;
  const catalog = useMemo(() => items && createCatalog(items), [items]);
  usePageTitle(workflow.data?.name);
  const error = workflow.data ? taskTypes.error : (workflow.error ?? taskTypes.error);
  if (error instanceof ApiError && error.status === 404) return <WorkflowNotFound />;
  if (error) {
    const retry = () => void Promise.all([workflow.refetch(), taskTypes.refetch()]);
    return <ErrorState error={error} onRetry={retry} className="flex-1" />;
  }
  if (!workflow.data || !catalog) return <DesignerSkeleton />;
  return (
    <DesignerProvider key={id} workflow={workflow.data} catalog={catalog}>
      <DesignerLayout />
    </DesignerProvider>
  );
}

function WorkflowNotFound() {
  return (
    <EmptyState
      icon={SearchX}
      title="There is no such workflow"
      className="flex-1"
      actions={
        <Button asChild>
          <Link href="/workflows">Back to the workflows</Link>
        </Button>
      }
    >
      It was deleted, or it belongs to another organization.
    </EmptyState>
  );
}
