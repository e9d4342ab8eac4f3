import { Duration } from '@/components/ui/duration.tsx';
import { StatusIcon } from '@/components/ui/status-badge.tsx';
import type { TaskProgress } from './flow-types.ts';

/** At the right of a card in a run: its status, and how long it took. */
export function CardProgress({ progress }: { progress: TaskProgress }) {
  const { status, durationMs, startedAt, attempt, times } = progress;
  const notes = [attempt > 1 ? `try ${attempt}` : '', times > 1 ? `${times}×` : ''].filter(Boolean);
  return (
    <span className="ml-auto flex shrink-0 flex-col items-end justify-center gap-0.5 pl-1">
      <StatusIcon status={status} className="size-4.5" />
      {status === 'skipped' ? null : (
        <span className="tabular text-subtle text-xs">
          {notes.length > 0 ? `${notes.join(' · ')} · ` : ''}
          <Duration ms={durationMs} since={startedAt} />
        </span>
      )}
    </span>
  );
}
