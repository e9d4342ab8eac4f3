'use client';
import { routes, type WorkflowListItem } from '@innoflow/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { ConfirmDialog } from '@/components/ui/confirm-dialog.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { ErrorNote } from '@/components/ui/error-state.tsx';
import { Field } from '@/components/ui/field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { api } from '@/lib/api.ts';
import { keys } from '@/lib/queries.ts';

export type RowAction = { kind: 'rename' | 'duplicate' | 'delete'; workflow: WorkflowListItem };

type WorkflowActionDialogsProps = {
  action: RowAction | undefined;
  onClose(): void;
  onDeleted(workflow: WorkflowListItem): void;
  onDuplicated(id: string): void;
};

/** The dialogs that the actions of a row open. */
export function WorkflowActionDialogs({
  action,
  onClose,
  onDeleted,
  onDuplicated,
}: WorkflowActionDialogsProps) {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: keys.workflows });
  if (!action) return null;
  const { workflow } = action;
  const common = { workflow, onClose };
  switch (action.kind) {
    case 'rename':
      return (
        <NameDialog
          {...common}
          title="Rename workflow"
          action="Rename workflow"
          initial={workflow.name}
          onSave={async (name) => {
            await api(routes.workflows.update, { params: { id: workflow.id }, body: { name } });
            void client.invalidateQueries({ queryKey: keys.workflow(workflow.id) });
            void client.invalidateQueries({ queryKey: keys.runs });
            await refresh();
            onClose();
          }}
        />
      );
    case 'duplicate':
      return (
        <NameDialog
          {...common}
          title={`Duplicate “${workflow.name}”`}
          action="Duplicate workflow"
          initial={`${workflow.name} copy`}
          onSave={async (name) => {
            const original = await api(routes.workflows.get, { params: { id: workflow.id } });
            const { description, definition } = original;
            const copy = await api(routes.workflows.create, { body: { name, description, definition } });
            await refresh();
            onDuplicated(copy.id);
          }}
        />
      );
    case 'delete':
      return <DeleteDialog {...common} onDeleted={() => void refresh().then(() => onDeleted(workflow))} />;
  }
}

type NameDialogProps = {
  title: string;
  action: string;
  initial: string;
  onSave(name: string): Promise<void>;
  onClose(): void;
};

function NameDialog({ title, action, initial, onSave, onClose }: NameDialogProps) {
  const formId = useId();
  const [name, setName] = useState(initial);
  const save = useMutation({ mutationFn: onSave });
  function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() !== '') save.mutate(name.trim());
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      width="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={save.isPending}>
            {action}
          </Button>
        </>
      }
    >
      <form id={formId} className="flex flex-col gap-3" onSubmit={submit}>
        <ErrorNote error={save.error} />
        <Field label="Name" required error={name.trim() === '' ? 'Give it a name' : undefined}>
          {(control) => (
            <Input
              {...control}
              size="lg"
              autoFocus
              maxLength={200}
              value={name}
              onFocus={(event) => event.target.select()}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}

type DeleteDialogProps = { workflow: WorkflowListItem; onDeleted(): void; onClose(): void };

function DeleteDialog({ workflow, onDeleted, onClose }: DeleteDialogProps) {
  const remove = useMutation({
    mutationFn: () => api(routes.workflows.remove, { params: { id: workflow.id } }),
    onSuccess() {
      onDeleted();
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete “${workflow.name}”?`}
      action="Delete workflow"
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
    >
      Its triggers stop at once. Runs that are under way finish, and finished runs stay readable.
    </ConfirmDialog>
  );
}
