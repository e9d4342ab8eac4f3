'use client';
import type { HumanTaskDetail } from '@innoflow/contracts';
import { ArrowLeft, UserCheck } from 'lucide-react';
import Link from 'next/link';
import { Button } from '@/components/ui/button.tsx';
import { ErrorNote } from '@/components/ui/error-state.tsx';
import { RelativeTime } from '@/components/ui/relative-time.tsx';
import { DueIn } from './due-in.tsx';
import { outcomeWords } from './outcome-words.ts';

type TaskHeadProps = {
  task: HumanTaskDetail;
  /** The person has claimed it. */
  mine: boolean;
  claiming: boolean;
  claimError: unknown;
  /** Undefined when it cannot be claimed or released. */
  onClaim: (() => void) | undefined;
  onBack(): void;
};

/** What is asked, by which run, for whom and until when. */
export function TaskHead({ task, mine, claiming, claimError, onClaim, onBack }: TaskHeadProps) {
  return (
    <>
      <Button variant="ghost" size="sm" onClick={onBack} className="-ml-2 mb-2 md:hidden">
        <ArrowLeft aria-hidden="true" />
        Inbox
      </Button>
      <header className="flex items-start justify-between gap-4">
        <h2 className="min-w-0 break-words font-semibold text-lg">{task.title}</h2>
        {onClaim ? (
          <Button size="sm" busy={claiming} onClick={onClaim} aria-keyshortcuts="m">
            <UserCheck aria-hidden="true" />
            {mine ? 'Release' : 'Claim'}
          </Button>
        ) : null}
      </header>
      <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-base text-muted">
        <span>
          From{' '}
          <Link
            href={`/runs/${task.runId}`}
            className="rounded-sm text-accent-fg underline underline-offset-2"
          >
            {task.workflowName}
          </Link>
          , <RelativeTime at={task.createdAt} />
        </span>
        <DueIn at={task.dueAt} />
        {task.assignees.length > 0 ? (
          <span className="text-subtle">For {task.assignees.map(assigneeName).join(', ')}</span>
        ) : null}
      </p>
      <ErrorNote error={claimError} className="mt-3" />
      {task.description ? (
        <p className="mt-4 whitespace-pre-wrap break-words text-md">{task.description}</p>
      ) : null}
    </>
  );
}

/** Instead of the form, once there is nothing left to decide. */
export function ClosedNote({ task }: { task: HumanTaskDetail }) {
  const words = task.outcome
    ? outcomeWords(task.outcome).done
    : task.status === 'expired'
      ? 'Expired'
      : 'Withdrawn';
  return (
    <p className="mt-4 rounded-md bg-neutral-soft px-3 py-2 text-base text-neutral-fg">
      {words}
      {task.decidedBy ? ` by ${task.decidedBy.name}` : ''}
      {task.decidedAt ? (
        <>
          {', '}
          <RelativeTime at={task.decidedAt} />
        </>
      ) : null}
      . There is nothing left to decide.
    </p>
  );
}

/** "role:manager" → "every manager"; a person by name or address. */
function assigneeName(assignee: string): string {
  const [kind, name = assignee] = assignee.split(/:(.*)/s);
  return kind === 'role' ? `every ${name}` : name;
}
