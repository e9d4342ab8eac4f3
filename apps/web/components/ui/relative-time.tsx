'use client';
import { useNow } from '@/hooks/use-now.ts';
import { formatExact, formatRelative } from '@/lib/time.ts';
import { Tooltip } from './tooltip.tsx';

/** A moment as a distance from now, with the exact time on hover. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const now = useNow(15_000);
  const time = Date.parse(at);
  return (
    <Tooltip content={formatExact(time)}>
      <time dateTime={at} className={className}>
        {formatRelative(time, now)}
      </time>
    </Tooltip>
  );
}
