import type { Metadata } from 'next';
import { Suspense } from 'react';
import { PageSkeleton } from '@/components/frame/page-skeleton.tsx';
import { RunsPage } from '@/components/runs/runs-page.tsx';

export const metadata: Metadata = { title: 'Runs' };

export default function Page() {
  return (
    <Suspense fallback={<PageSkeleton title="Runs" />}>
      <RunsPage />
    </Suspense>
  );
}
