import { Skeleton, SkeletonRows } from '@/components/ui/skeleton.tsx';

export function RunSkeleton() {
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-20 shrink-0 flex-col justify-center gap-2 px-6">
        <Skeleton className="h-5 w-64" />
        <Skeleton className="w-96 max-w-full" />
      </div>
      <div className="h-9 border-line border-b" />
      <SkeletonRows rows={6} label="The run is being loaded" />
    </div>
  );
}
