'use client';
import { CircleAlert, RotateCw } from 'lucide-react';
import { ApiError } from '@/lib/api-error.ts';
import { classNames } from '@/lib/class-names.ts';
import { Button } from './button.tsx';
import { CopyId } from './copy-id.tsx';

type ErrorStateProps = { error: unknown; onRetry?: () => void; className?: string };

/** In the place of what could not be shown: what happened, what to do, and a way to try again. */
export function ErrorState({ error, onRetry, className }: ErrorStateProps) {
  const words = errorWords(error);
  return (
    <div
      role="alert"
      className={classNames('flex flex-col items-center justify-center px-6 py-14 text-center', className)}
    >
      <span className="mb-3 grid size-10 place-items-center rounded-lg bg-failed-soft text-failed-fg">
        <CircleAlert className="size-5" aria-hidden="true" />
      </span>
      <h2 className="font-medium text-fg text-md">{words.title}</h2>
      {words.detail ? (
        <p className="mt-1 max-w-md text-balance text-base text-muted">{words.detail}</p>
      ) : null}
      {onRetry ? (
        <Button className="mt-4" onClick={onRetry}>
          <RotateCw aria-hidden="true" />
          Try again
        </Button>
      ) : null}
      {words.requestId ? (
        <p className="mt-4 flex items-center gap-1 text-sm text-subtle">
          Request <CopyId id={words.requestId} label="Copy request id" />
        </p>
      ) : null}
    </div>
  );
}

/** The same in one line, above a form or inside a dialog. */
export function ErrorNote({ error, className }: { error: unknown; className?: string }) {
  if (error === null || error === undefined) return null;
  const words = errorWords(error);
  return (
    <div
      role="alert"
      className={classNames(
        'flex gap-2 rounded-md bg-failed-soft px-3 py-2 text-base text-failed-fg',
        className,
      )}
    >
      <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      <div className="min-w-0">
        <p className="font-medium">{words.title}</p>
        {words.detail ? <p className="break-words">{words.detail}</p> : null}
        {words.lines.length > 0 ? (
          <ul className="mt-1 list-disc pl-4">
            {words.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  );
}

/** An error in words for people: title, detail, and a line for each field or problem. */
export function errorWords(error: unknown): {
  title: string;
  detail?: string;
  requestId?: string;
  lines: string[];
} {
  if (error instanceof ApiError) {
    const fields = error.errors.map(({ field, message }) => (field ? `${field}: ${message}` : message));
    const problems = error.problems.map(({ taskId, message }) =>
      taskId ? `${taskId}: ${message}` : message,
    );
    return {
      title: error.title,
      ...(error.detail ? { detail: error.detail } : {}),
      ...(error.requestId ? { requestId: error.requestId } : {}),
      lines: [...new Set([...fields, ...problems])],
    };
  }
  return {
    title: 'This page ran into an error',
    detail:
      error instanceof Error
        ? error.message
        : 'Reload the page. If it happens again, tell your administrator.',
    lines: [],
  };
}
