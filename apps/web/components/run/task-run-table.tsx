'use client';
import type { TaskRun } from '@innoflow/contracts';
import { ListTodo } from 'lucide-react';
import { Duration } from '@/components/ui/duration.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { RelativeTime } from '@/components/ui/relative-time.tsx';
import { SkeletonRows } from '@/components/ui/skeleton.tsx';
import { StatusBadge } from '@/components/ui/status-badge.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { TaskIcon } from '@/designer/canvas/task-icon.tsx';
import { classNames } from '@/lib/class-names.ts';
import { taskName, useRun } from './run-context.ts';

type TaskRunTableProps = {
  loading: boolean;
  error: unknown;
  selected: TaskRun | undefined;
  onSelect(taskRun: TaskRun): void;
};

/** Every attempt of every task, in the order they started. */
export function TaskRunTable({ loading, error, selected, onSelect }: TaskRunTableProps) {
  const { taskRuns } = useRun();
  if (loading) return <SkeletonRows rows={6} label="The task runs are being loaded" />;
  if (error) return <ErrorState error={error} />;
  if (taskRuns.length === 0) {
    return (
      <EmptyState icon={ListTodo} title="No task has started yet">
        They appear here as they do.
      </EmptyState>
    );
  }
  return (
    <Table aria-label="Task runs">
      <TableHead>
        <tr>
          <TableHeader className="w-32">Status</TableHeader>
          <TableHeader>Task</TableHeader>
          <TableHeader className="max-md:hidden">Outcome</TableHeader>
          <TableHeader className="text-right max-md:hidden">Attempt</TableHeader>
          <TableHeader className="text-right max-sm:hidden">Started</TableHeader>
          <TableHeader className="text-right">Duration</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {taskRuns.map((taskRun) => (
          <Row
            key={taskRun.id}
            taskRun={taskRun}
            selected={taskRun.id === selected?.id}
            onSelect={onSelect}
          />
        ))}
      </TableBody>
    </Table>
  );
}

type RowProps = { taskRun: TaskRun; selected: boolean; onSelect(taskRun: TaskRun): void };

function Row({ taskRun, selected, onSelect }: RowProps) {
  const facts = useRun();
  const type = facts.view?.taskById.get(taskRun.taskId)?.type ?? '';
  const showPath = taskRun.path !== taskRun.taskId;
  return (
    <TableRow className={classNames('relative', selected && 'bg-selected hover:bg-selected')}>
      <TableCell>
        <StatusBadge status={taskRun.status} />
      </TableCell>
      <TableCell className="w-1/2 max-w-0 py-1.5">
        <span className="flex items-center gap-2">
          <TaskIcon descriptor={facts.catalog.get(type)} size="sm" />
          <button
            type="button"
            aria-pressed={selected}
            onClick={() => onSelect(taskRun)}
            className="min-w-0 truncate text-left font-medium before:absolute before:inset-0 focus-visible:outline-none focus-visible:before:outline-2 focus-visible:before:outline-focus focus-visible:before:-outline-offset-2"
          >
            {taskName(facts, taskRun.taskId)}
          </button>
          {showPath ? <span className="truncate font-mono text-sm text-subtle">{taskRun.path}</span> : null}
        </span>
        {taskRun.error ? (
          <span className="block truncate text-failed-fg text-sm">{taskRun.error.message}</span>
        ) : null}
      </TableCell>
      <TableCell className="text-muted max-md:hidden">{taskRun.outcome ?? '–'}</TableCell>
      <TableCell className="text-right text-muted max-md:hidden">{taskRun.attempt}</TableCell>
      <TableCell className="whitespace-nowrap text-right text-muted max-sm:hidden">
        <RelativeTime at={taskRun.startedAt} className="relative" />
      </TableCell>
      <TableCell className="whitespace-nowrap text-right text-muted">
        <Duration ms={taskRun.durationMs} since={taskRun.startedAt} />
      </TableCell>
    </TableRow>
  );
}
