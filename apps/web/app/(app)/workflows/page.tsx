import type { Metadata } from 'next';
import { Suspense } from 'react';
import { PageSkeleton } from '@/components/frame/page-skeleton.tsx';
import { WorkflowsPage } from '@/components/workflows/workflows-page.tsx';

export const metadata: Metadata = { title: 'Workflows' };

export default function Page() {
  return (
    <Suspense fallback={<PageSkeleton title="Workflows" />}>
      <WorkflowsPage />
    </Suspense>
  );
}
