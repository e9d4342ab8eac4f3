import type { Metadata } from 'next';
import { Suspense } from 'react';
import { RunPage } from '@/components/run/run-page.tsx';
import { RunSkeleton } from '@/components/run/run-skeleton.tsx';
import { exportedIds } from '@/lib/exported-ids.ts';

export const metadata: Metadata = { title: 'Run' };

export const generateStaticParams = exportedIds;

export default function Page() {
  return (
    <Suspense fallback={<RunSkeleton />}>
      <RunPage />
    </Suspense>
  );
}
