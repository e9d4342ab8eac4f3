'use client';
import type { TaskRun } from '@innoflow/contracts';
import { CircleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Duration } from '@/components/ui/duration.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { RelativeTime } from '@/components/ui/relative-time.tsx';
import { Sheet } from '@/components/ui/sheet.tsx';
import { StatusBadge } from '@/components/ui/status-badge.tsx';
import { useNarrow } from '@/designer/shell/use-narrow.ts';
import { formatExact } from '@/lib/time.ts';
import { helpFor } from './error-words.ts';
import { taskName, useRun } from './run-context.ts';
import { DataSection } from './run-data.tsx';

type TaskRunDetailsProps = { taskRun: TaskRun; onClose(): void };

/** One task run: what it got, what it gave, what went wrong. */
export function TaskRunDetails({ taskRun, onClose }: TaskRunDetailsProps) {
  const name = taskName(useRun(), taskRun.taskId);
  if (useNarrow()) {
    return (
      <Sheet open side="bottom" title={name} onOpenChange={(open) => open || onClose()}>
        <Details taskRun={taskRun} />
      </Sheet>
    );
  }
  return (
    <aside
      aria-label={`Task run ${name}`}
      className="flex w-104 max-w-[45%] shrink-0 flex-col border-line border-l bg-surface"
    >
      <header className="flex min-h-12 items-center gap-2 border-line border-b pr-2 pl-4">
        <h2 className="min-w-0 flex-1 truncate font-semibold text-md">{name}</h2>
        <IconButton label="Close the details" size="sm" onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <Details taskRun={taskRun} />
      </div>
    </aside>
  );
}

function Details({ taskRun }: { taskRun: TaskRun }) {
  const { error } = taskRun;
  const help = error ? helpFor(error) : undefined;
  const facts: (readonly [string, ReactNode])[] = [
    ['Outcome', taskRun.outcome ?? '–'],
    ['Attempt', taskRun.attempt],
    ['Started', <Moment key="started" at={taskRun.startedAt} />],
    ['Finished', taskRun.finishedAt ? <Moment key="finished" at={taskRun.finishedAt} /> : '–'],
    ['Duration', <Duration key="duration" ms={taskRun.durationMs} since={taskRun.startedAt} />],
    ...(taskRun.wakeAt ? [['Due', <Moment key="due" at={taskRun.wakeAt} />] as const] : []),
    ...(taskRun.path === taskRun.taskId ? [] : [['Path', taskRun.path] as const]),
  ];
  return (
    <div className="flex flex-col gap-5 px-4 py-4">
      <StatusBadge status={taskRun.status} />
      {error ? (
        <div role="alert" className="flex gap-2 rounded-md bg-failed-soft px-3 py-2 text-failed-fg">
          <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          <div className="min-w-0">
            <p className="break-words font-medium">{error.message}</p>
            {help ? <p>{help}</p> : null}
            <p className="mt-0.5 font-mono text-sm opacity-85">
              {error.code}
              {error.field ? ` · ${error.field}` : ''}
            </p>
          </div>
        </div>
      ) : null}
      <dl className="tabular grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {facts.map(([word, value]) => (
          <div key={word} className="contents">
            <dt className="text-subtle">{word}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <DataSection title="Input" value={taskRun.input} empty="It takes no input." />
      <DataSection
        title="Output"
        value={taskRun.output}
        path={`tasks.${taskRun.taskId}.output`}
        empty={taskRun.finishedAt ? 'It gave no output.' : 'It comes when the task has ended.'}
      />
    </div>
  );
}

function Moment({ at }: { at: string }) {
  return (
    <>
      {formatExact(Date.parse(at))} <span className="text-subtle">(</span>
      <RelativeTime at={at} className="text-subtle" />
      <span className="text-subtle">)</span>
    </>
  );
}
