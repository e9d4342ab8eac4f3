'use client';
import type { WorkflowListItem } from '@innoflow/contracts';
import { CalendarClock, Webhook } from 'lucide-react';
import { Badge } from '@/components/ui/badge.tsx';
import { HoverLink } from '@/components/ui/hover-link.tsx';
import { RelativeTime } from '@/components/ui/relative-time.tsx';
import { isAnyStatus, StatusIcon } from '@/components/ui/status-badge.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { Tooltip } from '@/components/ui/tooltip.tsx';
import { useListKeys } from '@/hooks/use-list-keys.ts';
import type { RowAction } from './workflow-action-dialogs.tsx';
import { WorkflowRowMenu } from './workflow-row-menu.tsx';

type WorkflowTableProps = { workflows: readonly WorkflowListItem[]; onAction(action: RowAction): void };

export function WorkflowTable({ workflows, onAction }: WorkflowTableProps) {
  const list = useListKeys<HTMLTableSectionElement>();
  return (
    <Table>
      <TableHead>
        <tr>
          <TableHeader>Name</TableHeader>
          <TableHeader>Version</TableHeader>
          <TableHeader className="max-lg:hidden">Starts by</TableHeader>
          <TableHeader className="max-sm:hidden">Last run</TableHeader>
          <TableHeader className="text-right max-md:hidden">Updated</TableHeader>
          <TableHeader className="w-10">
            <span className="sr-only">Actions</span>
          </TableHeader>
        </tr>
      </TableHead>
      <TableBody ref={list}>
        {workflows.map((workflow) => (
          <TableRow key={workflow.id} className="relative">
            <TableCell className="w-1/2 max-w-0">
              <HoverLink
                href={`/workflows/${workflow.id}`}
                data-row
                className="block truncate font-medium before:absolute before:inset-0 focus-visible:outline-none focus-visible:before:outline-2 focus-visible:before:outline-focus focus-visible:before:-outline-offset-2"
              >
                {workflow.name}
              </HoverLink>
              {workflow.description ? (
                <span className="block truncate text-sm text-subtle">{workflow.description}</span>
              ) : null}
            </TableCell>
            <TableCell className="whitespace-nowrap">
              <VersionState workflow={workflow} />
            </TableCell>
            <TableCell className="max-lg:hidden">
              <Triggers types={workflow.triggerTypes} />
            </TableCell>
            <TableCell className="whitespace-nowrap max-sm:hidden">
              <LastRun run={workflow.lastRun} />
            </TableCell>
            <TableCell className="whitespace-nowrap text-right text-muted max-md:hidden">
              <RelativeTime at={workflow.updatedAt} className="relative" />
            </TableCell>
            <TableCell className="w-10 px-1">
              <WorkflowRowMenu workflow={workflow} onAction={onAction} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function VersionState({ workflow }: { workflow: WorkflowListItem }) {
  if (workflow.publishedVersion === null) return <Badge tone="outline">Draft</Badge>;
  return (
    <span className="inline-flex items-center gap-1.5">
      <Badge tone="success">v{workflow.publishedVersion}</Badge>
      {workflow.draftChanged ? (
        <span className="text-sm text-subtle max-sm:sr-only">changes not published</span>
      ) : null}
    </span>
  );
}

const triggerLooks: Readonly<Record<string, { label: string; icon: typeof Webhook }>> = {
  webhook: { label: 'Webhook', icon: Webhook },
  schedule: { label: 'Schedule', icon: CalendarClock },
};

function Triggers({ types }: { types: readonly string[] }) {
  const shown = [...new Set(types)].filter((type) => type in triggerLooks);
  if (shown.length === 0) return <span className="text-subtle">By hand, API</span>;
  return (
    <span className="flex items-center gap-3 text-muted">
      {shown.map((type) => {
        const look = triggerLooks[type];
        return look ? (
          <span key={type} className="flex items-center gap-1.5">
            <look.icon className="size-3.5 text-subtle" aria-hidden="true" />
            {look.label}
          </span>
        ) : null;
      })}
    </span>
  );
}

function LastRun({ run }: { run: WorkflowListItem['lastRun'] }) {
  if (!run) return <span className="text-subtle">Never run</span>;
  return (
    <Tooltip content="Open the run">
      <HoverLink
        href={`/runs/${run.id}`}
        className="relative flex w-fit items-center gap-1.5 rounded-sm text-muted hover:text-fg hover:underline"
      >
        {isAnyStatus(run.status) ? <StatusIcon status={run.status} /> : null}
        <RelativeTime at={run.createdAt} />
      </HoverLink>
    </Tooltip>
  );
}
