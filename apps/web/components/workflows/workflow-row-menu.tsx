'use client';
import type { WorkflowListItem } from '@innoflow/contracts';
import { routes } from '@innoflow/contracts';
import { CopyPlus, Download, Ellipsis, History, Pencil, PenTool, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { Button } from '@/components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu.tsx';
import { useAuth } from '@/hooks/use-auth.ts';
import { api } from '@/lib/api.ts';
import type { RowAction } from './workflow-action-dialogs.tsx';
import { downloadWorkflow } from './workflow-file.ts';

type WorkflowRowMenuProps = { workflow: WorkflowListItem; onAction(action: RowAction): void };

export function WorkflowRowMenu({ workflow, onAction }: WorkflowRowMenuProps) {
  const { can } = useAuth();
  const exportJson = () =>
    void api(routes.workflows.get, { params: { id: workflow.id } }).then(downloadWorkflow);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          aria-label={`Actions for ${workflow.name}`}
          className="relative w-8 px-0 md:opacity-0 md:data-[state=open]:opacity-100 md:focus-visible:opacity-100 md:group-focus-within/row:opacity-100 md:group-hover/row:opacity-100"
        >
          <Ellipsis aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-48">
        <DropdownMenuItem asChild>
          <Link href={`/workflows/${workflow.id}`}>
            <PenTool aria-hidden="true" />
            Open in the designer
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href={`/runs?workflow=${workflow.id}`}>
            <History aria-hidden="true" />
            Show its runs
          </Link>
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        {can('workflow.edit') ? (
          <>
            <DropdownMenuItem onSelect={() => onAction({ kind: 'rename', workflow })}>
              <Pencil aria-hidden="true" />
              Rename
            </DropdownMenuItem>
            <DropdownMenuItem onSelect={() => onAction({ kind: 'duplicate', workflow })}>
              <CopyPlus aria-hidden="true" />
              Duplicate
            </DropdownMenuItem>
          </>
        ) : null}
        <DropdownMenuItem onSelect={exportJson}>
          <Download aria-hidden="true" />
          Export JSON
        </DropdownMenuItem>
        {can('workflow.edit') ? (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem danger onSelect={() => onAction({ kind: 'delete', workflow })}>
              <Trash2 aria-hidden="true" />
              Delete
            </DropdownMenuItem>
          </>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
