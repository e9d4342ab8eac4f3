import type { CSSProperties } from 'react';
import { classNames } from '@/lib/class-names.ts';

/** The place of something that is being loaded; has the size of what comes, so that nothing jumps. */
export function Skeleton({ className, style }: { className?: string; style?: CSSProperties }) {
  return (
    <span
      aria-hidden="true"
      style={style}
      className={classNames('block h-3.5 animate-pulse-soft rounded-sm bg-pressed', className)}
    />
  );
}

/** Rows as tall as those of a table; each a little different in width. */
export function SkeletonRows({ rows = 8, label }: { rows?: number; label: string }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, index) => `row-${index}`).map((key, index) => (
        <div key={key} className="flex h-11 items-center gap-6 border-line border-b px-4 last:border-b-0">
          <Skeleton className="flex-none" style={{ width: `${[34, 26, 40, 30][index % 4]}%` }} />
          <Skeleton className="w-20 flex-none" />
          <Skeleton className="ml-auto w-24 flex-none" />
        </div>
      ))}
    </div>
  );
}
