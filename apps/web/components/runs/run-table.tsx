'use client';
import type { RunSummary } from '@innoflow/contracts';
import { CalendarClock, Hand, type LucideIcon, Terminal, Webhook } from 'lucide-react';
import { CopyId } from '@/components/ui/copy-id.tsx';
import { Duration } from '@/components/ui/duration.tsx';
import { HoverLink } from '@/components/ui/hover-link.tsx';
import { RelativeTime } from '@/components/ui/relative-time.tsx';
import { StatusBadge, StatusIcon } from '@/components/ui/status-badge.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { useListKeys } from '@/hooks/use-list-keys.ts';

export const triggerLooks: Readonly<Record<RunSummary['triggerType'], { label: string; icon: LucideIcon }>> =
  {
    manual: { label: 'By hand', icon: Hand },
    api: { label: 'API', icon: Terminal },
    webhook: { label: 'Webhook', icon: Webhook },
    schedule: { label: 'Schedule', icon: CalendarClock },
  };

/** Runs as rows; the same on the home page and in the list of runs. */
export function RunTable({ runs }: { runs: readonly RunSummary[] }) {
  const list = useListKeys<HTMLTableSectionElement>();
  return (
    <Table>
      <TableHead>
        <tr>
          <TableHeader className="w-4 sm:w-32">
            <span className="max-sm:sr-only">Status</span>
          </TableHeader>
          <TableHeader>Workflow</TableHeader>
          <TableHeader className="max-md:hidden">Run</TableHeader>
          <TableHeader className="max-lg:hidden">Started by</TableHeader>
          <TableHeader className="text-right">Started</TableHeader>
          <TableHeader className="text-right max-sm:hidden">Duration</TableHeader>
        </tr>
      </TableHead>
      <TableBody ref={list}>
        {runs.map((run) => (
          <RunRow key={run.id} run={run} />
        ))}
      </TableBody>
    </Table>
  );
}

function RunRow({ run }: { run: RunSummary }) {
  const trigger = triggerLooks[run.triggerType];
  return (
    <TableRow className="relative">
      <TableCell>
        <StatusBadge status={run.status} className="max-sm:hidden" />
        <StatusIcon status={run.status} className="sm:hidden" />
      </TableCell>
      <TableCell className="w-1/2 max-w-0">
        {/* the link covers the row, so that the row is one big target with one name */}
        <HoverLink
          href={`/runs/${run.id}`}
          data-row
          className="font-medium before:absolute before:inset-0 focus-visible:outline-none focus-visible:before:outline-2 focus-visible:before:outline-focus focus-visible:before:-outline-offset-2"
        >
          <span className="block truncate">
            {run.workflowName} <span className="font-normal text-subtle">v{run.version}</span>
          </span>
        </HoverLink>
        {run.error ? (
          <span className="block truncate text-failed-fg text-sm">{run.error.message}</span>
        ) : null}
      </TableCell>
      <TableCell className="max-md:hidden">
        <CopyId id={run.id} label="Copy run id" className="relative -ml-1" />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted max-lg:hidden">
        <span className="flex items-center gap-1.5">
          <trigger.icon className="size-3.5 text-subtle" aria-hidden="true" />
          {trigger.label}
        </span>
      </TableCell>
      <TableCell className="whitespace-nowrap text-right text-muted">
        <RelativeTime at={run.startedAt ?? run.createdAt} className="relative" />
      </TableCell>
      <TableCell className="whitespace-nowrap text-right text-muted max-sm:hidden">
        <Duration ms={run.durationMs} since={run.startedAt} />
      </TableCell>
    </TableRow>
  );
}
