import { GitMerge, RotateCw, Timer } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TaskView } from '../model/draft-view.ts';
import { isRecord } from '../model/json.ts';

/** Small signs of what is special about a task; nothing for what is as usual. */
export function CardBadges({ task }: { task: TaskView }) {
  const attempts = isRecord(task.retry) ? task.retry.maxAttempts : undefined;
  return (
    <>
      {typeof attempts === 'number' && attempts > 1 ? (
        <CardBadge title={`Tries up to ${attempts} times`}>
          <RotateCw aria-hidden="true" />
          {attempts}
        </CardBadge>
      ) : null}
      {task.timeout ? (
        <CardBadge title={`Gives up after ${task.timeout}`}>
          <Timer aria-hidden="true" />
          {task.timeout}
        </CardBadge>
      ) : null}
      {task.join === 'all' ? null : (
        <CardBadge title={task.join === 'any' ? 'Starts at the first arrival' : 'Starts at each arrival'}>
          <GitMerge aria-hidden="true" />
          {task.join}
        </CardBadge>
      )}
    </>
  );
}

function CardBadge({ title, children }: { title: string; children: ReactNode }) {
  return (
    <span
      title={title}
      className="inline-flex h-4 items-center gap-0.5 rounded-sm bg-sunken px-1 text-muted text-xs [&_svg]:size-3"
    >
      {children}
    </span>
  );
}
