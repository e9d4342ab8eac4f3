import { Skeleton } from '@/components/ui/skeleton.tsx';

/** The designer's shape while it is being loaded. */
export function DesignerSkeleton() {
  return (
    <div role="status" aria-label="The workflow is being loaded" className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-12 shrink-0 items-center gap-3 border-line border-b px-4">
        <Skeleton className="h-4 w-40" />
        <Skeleton className="h-5 w-16 rounded-full" />
        <Skeleton className="ml-auto h-8 w-20" />
        <Skeleton className="h-8 w-24" />
      </div>
      <div className="flex min-h-0 flex-1">
        <div className="grid flex-1 place-items-center">
          <div className="flex items-center gap-16 max-md:flex-col">
            <Skeleton className="h-12 w-48 rounded-l-full rounded-r-lg" />
            <Skeleton className="h-14 w-60 rounded-lg" />
            <Skeleton className="h-14 w-60 rounded-lg max-xl:hidden" />
          </div>
        </div>
        <div className="flex w-90 flex-col gap-4 border-line border-l p-4 max-md:hidden">
          <Skeleton className="h-4 w-24" />
          <Skeleton className="h-8" />
          <Skeleton className="h-20" />
        </div>
      </div>
    </div>
  );
}
