'use client';
import type { HumanTask } from '@innoflow/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ArrowRight, CircleAlert, CirclePause } from 'lucide-react';
import Link from 'next/link';
import { Button } from '@/components/ui/button.tsx';
import { RelativeTime } from '@/components/ui/relative-time.tsx';
import { inboxQuery } from '@/lib/queries.ts';
import { helpFor } from './error-words.ts';
import { taskName, useRun } from './run-context.ts';

/** Above everything else: why the run failed, or whom it waits for. */
export function RunNotices() {
  const { run } = useRun();
  if (run.error) return <FailureNotice />;
  return run.status === 'waiting' || run.status === 'running' ? <WaitingNotice /> : null;
}

function FailureNotice() {
  const facts = useRun();
  const { error } = facts.run;
  if (!error) return null;
  const help = helpFor(error);
  return (
    <div
      role="alert"
      className="mx-4 mb-3 flex gap-2.5 rounded-md bg-failed-soft px-3 py-2.5 text-failed-fg sm:mx-6"
    >
      <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      <div className="min-w-0">
        <p className="break-words font-medium">
          {error.taskId ? `${taskName(facts, error.taskId)}: ` : ''}
          {error.message}
        </p>
        {help ? <p>{help}</p> : null}
        <p className="mt-0.5 font-mono text-sm opacity-85">
          {error.code}
          {error.field ? ` · ${error.field}` : ''}
        </p>
      </div>
    </div>
  );
}

function WaitingNotice() {
  const facts = useRun();
  const waiting = facts.taskRuns.filter((taskRun) => taskRun.status === 'waiting');
  const inbox = useInfiniteQuery({ ...inboxQuery(), enabled: waiting.some(isForPerson) });
  if (waiting.length === 0) return null;
  const mine =
    inbox.data?.pages.flatMap((page) => page.items).filter((task) => task.runId === facts.run.id) ?? [];
  return (
    <ul className="mx-4 mb-3 flex flex-col divide-y divide-line rounded-md bg-waiting-soft text-waiting-fg sm:mx-6">
      {waiting.map((taskRun) => (
        <li key={taskRun.id} className="flex min-h-10 flex-wrap items-center gap-x-2.5 gap-y-1 px-3 py-1.5">
          <CirclePause className="size-4 shrink-0" aria-hidden="true" />
          <p className="min-w-0 flex-1">
            <span className="font-medium">
              {isForPerson(taskRun) ? 'Waiting for a decision' : waitInWords(taskRun)}
            </span>
            {' · '}
            {taskName(facts, taskRun.taskId)}
            {taskRun.wakeAt ? (
              <>
                {' · due '}
                <RelativeTime at={taskRun.wakeAt} />
              </>
            ) : null}
          </p>
          {isForPerson(taskRun) ? (
            <InboxLink task={mine.find((task) => task.taskId === taskRun.taskId)} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function isForPerson(taskRun: { waitingFor: { kind: string } | null }): boolean {
  return taskRun.waitingFor?.kind === 'person';
}

function waitInWords({ waitingFor }: { waitingFor: { kind: string; name?: string } | null }): string {
  if (waitingFor?.kind === 'event') return `Waiting for the event ${waitingFor.name ?? ''}`.trim();
  return 'Waiting for its time';
}

function InboxLink({ task }: { task: HumanTask | undefined }) {
  return (
    <Button asChild size="sm">
      <Link href={task ? `/inbox?task=${task.id}` : '/inbox'}>
        Open in the inbox
        <ArrowRight aria-hidden="true" />
      </Link>
    </Button>
  );
}
