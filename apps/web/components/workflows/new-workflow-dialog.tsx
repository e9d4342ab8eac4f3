'use client';
import { FileUp } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { CodeEditor } from '@/components/code/code-editor.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { ErrorNote } from '@/components/ui/error-state.tsx';
import { Field } from '@/components/ui/field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { useCreateWorkflow } from '@/hooks/use-create-workflow.ts';
import { parseWorkflowFile } from './workflow-file.ts';

type NewWorkflowDialogProps = { kind: 'blank' | 'import' | undefined; onClose(): void };

export function NewWorkflowDialog({ kind, onClose }: NewWorkflowDialogProps) {
  return kind === undefined ? null : <OpenDialog key={kind} kind={kind} onClose={onClose} />;
}

function OpenDialog({ kind, onClose }: { kind: 'blank' | 'import'; onClose(): void }) {
  const formId = useId();
  const create = useCreateWorkflow();
  const [name, setName] = useState('');
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const importing = kind === 'import';
  const parsed = parseWorkflowFile(text);
  const suggested = parsed.ok ? (parsed.file.name ?? '') : '';
  const finalName = name.trim() || suggested;
  const textError =
    importing && tried && !parsed.ok
      ? text.trim() === ''
        ? 'Choose a file or paste JSON'
        : parsed.message
      : undefined;

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (finalName === '' || (importing && !parsed.ok)) return;
    create.mutate(importing && parsed.ok ? { ...parsed.file, name: finalName } : { name: finalName });
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={importing ? 'Import a workflow' : 'New workflow'}
      width={importing ? 'lg' : 'sm'}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={create.isPending || create.isSuccess}>
            {importing ? 'Import workflow' : 'Create workflow'}
          </Button>
        </>
      }
    >
      <form id={formId} className="flex flex-col gap-4" onSubmit={submit}>
        <ErrorNote error={create.error} />
        {importing ? <JsonSource text={text} onText={setText} error={textError} /> : null}
        <Field label="Name" required error={tried && finalName === '' ? 'Give it a name' : undefined}>
          {(control) => (
            <Input
              {...control}
              size="lg"
              autoFocus={!importing}
              maxLength={200}
              placeholder={suggested || 'e.g. Incident intake'}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}

type JsonSourceProps = { text: string; onText(text: string): void; error: string | undefined };

function JsonSource({ text, onText, error }: JsonSourceProps) {
  return (
    <Field
      label="Definition"
      required
      error={error}
      help="An exported workflow, or a definition with tasks and transitions. Paste it, or drop a file."
      aside={
        <label className="inline-flex cursor-pointer items-center gap-1.5 rounded-sm font-medium text-accent-fg text-base focus-within:outline-2 focus-within:outline-focus hover:underline">
          <FileUp className="size-4" aria-hidden="true" />
          Choose a file
          <input
            type="file"
            accept="application/json,.json"
            className="sr-only"
            onChange={(event) => void event.target.files?.[0]?.text().then(onText)}
          />
        </label>
      }
    >
      {(control) => (
        // a drop is a shortcut for the file chooser, which works by keyboard
        <div
          role="presentation"
          onDragOver={(event) => event.preventDefault()}
          onDropCapture={(event) => {
            const file = event.dataTransfer.files[0];
            if (!file) return;
            event.preventDefault();
            event.stopPropagation();
            void file.text().then(onText);
          }}
        >
          <CodeEditor
            {...control}
            aria-label="Definition as JSON"
            className="h-64"
            value={text}
            onChange={onText}
            lines
          />
        </div>
      )}
    </Field>
  );
}
