import type { Metadata } from 'next';
import { Suspense } from 'react';
import { PageSkeleton } from '@/components/frame/page-skeleton.tsx';
import { InboxPage } from '@/components/inbox/inbox-page.tsx';

export const metadata: Metadata = { title: 'Inbox' };

export default function Page() {
  return (
    <Suspense fallback={<PageSkeleton title="Inbox" />}>
      <InboxPage />
    </Suspense>
  );
}
