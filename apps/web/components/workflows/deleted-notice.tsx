'use client';
import { routes, type WorkflowListItem } from '@innoflow/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Undo2, X } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import { ErrorNote } from '@/components/ui/error-state.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { api } from '@/lib/api.ts';
import { keys } from '@/lib/queries.ts';

type DeletedNoticeProps = { workflow: WorkflowListItem | undefined; onDone(): void };

/** Stands above the list after a deletion and takes it back. */
export function DeletedNotice({ workflow, onDone }: DeletedNoticeProps) {
  const client = useQueryClient();
  const restore = useMutation({
    mutationFn: (id: string) => api(routes.workflows.restore, { params: { id } }),
    async onSuccess() {
      await client.invalidateQueries({ queryKey: keys.workflows });
      onDone();
    },
  });
  if (!workflow) return null;
  return (
    <div className="mb-3">
      <div
        role="status"
        className="flex items-center gap-2 rounded-md border border-line bg-surface py-1.5 pr-1.5 pl-3 text-base"
      >
        <span className="min-w-0 flex-1 truncate">“{workflow.name}” was deleted.</span>
        <Button size="sm" busy={restore.isPending} onClick={() => restore.mutate(workflow.id)}>
          <Undo2 aria-hidden="true" />
          Bring it back
        </Button>
        <IconButton label="Dismiss" size="sm" onClick={onDone}>
          <X aria-hidden="true" />
        </IconButton>
      </div>
      <ErrorNote error={restore.error} className="mt-2" />
    </div>
  );
}
