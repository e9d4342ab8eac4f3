'use client';
import { useNow } from '@/hooks/use-now.ts';
import { formatDuration } from '@/lib/time.ts';

type DurationProps = {
  /** Null while it goes on: then it counts from `since`. */
  ms: number | null;
  since?: string | null;
  className?: string;
};

/** A duration in words; of something that still runs, the time since its start. */
export function Duration({ ms, since, className }: DurationProps) {
  if (ms !== null) return <span className={className}>{formatDuration(ms)}</span>;
  if (!since) return <span className={className}>–</span>;
  return <RunningDuration since={since} className={className} />;
}

function RunningDuration({ since, className }: { since: string; className?: string | undefined }) {
  const now = useNow(1_000);
  // whole seconds, so that it counts calmly
  return (
    <span className={className}>
      {formatDuration(Math.max(1_000, Math.floor((now - Date.parse(since)) / 1_000) * 1_000)).replace(
        '.0',
        '',
      )}
    </span>
  );
}
