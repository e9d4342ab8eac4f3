import { SkeletonRows } from '@/components/ui/skeleton.tsx';
import { Page } from './page.tsx';

/** What stands in the exported HTML of a page that depends on its address, until the browser has read that. */
export function PageSkeleton({ title }: { title: string }) {
  return (
    <Page title={title}>
      <div className="mt-10 overflow-hidden rounded-lg border border-line bg-surface">
        <SkeletonRows rows={12} label="The page is being loaded" />
      </div>
    </Page>
  );
}
