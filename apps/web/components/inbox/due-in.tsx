'use client';
import { Clock } from 'lucide-react';
import { Tooltip } from '@/components/ui/tooltip.tsx';
import { useNow } from '@/hooks/use-now.ts';
import { classNames } from '@/lib/class-names.ts';
import { formatExact, formatRelative } from '@/lib/time.ts';

const SOON_MS = 3_600_000;

/** When a human task is due; amber in its last hour, red when it is over. */
export function DueIn({ at, className }: { at: string | null; className?: string }) {
  const now = useNow(15_000);
  if (at === null) return null;
  const time = Date.parse(at);
  const over = time < now;
  return (
    <Tooltip content={formatExact(time)}>
      <span
        className={classNames(
          'inline-flex shrink-0 items-center gap-1 text-sm text-subtle',
          over ? 'text-failed-fg' : time - now < SOON_MS && 'text-waiting-fg',
          className,
        )}
      >
        <Clock className="size-3.5" aria-hidden="true" />
        {over ? 'Overdue' : `Due ${formatRelative(time, now)}`}
      </span>
    </Tooltip>
  );
}
