'use client';
import type { Workflow } from '@innoflow/contracts';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { ErrorNote } from '@/components/ui/error-state.tsx';
import { Field } from '@/components/ui/field.tsx';
import { Textarea } from '@/components/ui/input.tsx';
import { count } from '../model/words.ts';
import { useDesigner, useDesignerFacts } from '../session/designer-context.ts';
import { ProblemList } from './problem-list.tsx';
import { usePublish } from './use-publish.ts';

type PublishDialogProps = { workflow: Workflow; onOpenChange(open: boolean): void };

/** Makes the draft the next version, or shows why that cannot be. */
export function PublishDialog({ workflow, onOpenChange }: PublishDialogProps) {
  const { store } = useDesigner();
  const { problems } = useDesignerFacts();
  const [note, setNote] = useState('');
  const publish = usePublish();
  const next = (workflow.publishedVersion ?? 0) + 1;
  const blocked = problems.errors > 0;
  const title = blocked ? `Version ${next} cannot be published yet` : `Publish version ${next}`;
  const description = blocked
    ? `${count(problems.errors, 'problem')} to solve first. The draft itself is saved.`
    : 'Triggers start the new version from now on; runs under way finish on the version that they began with.';
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Not now</Button>
          {blocked ? (
            <Button
              variant="primary"
              onClick={() => {
                onOpenChange(false);
                store.openDrawer('problems');
              }}
            >
              Show the problems
            </Button>
          ) : (
            <Button
              variant="primary"
              busy={publish.isPending}
              onClick={() => publish.mutate(note, { onSuccess: () => onOpenChange(false) })}
            >
              Publish version {next}
            </Button>
          )}
        </>
      }
    >
      {blocked ? (
        <ProblemList onReveal={() => onOpenChange(false)} />
      ) : (
        <div className="flex flex-col gap-3">
          <ErrorNote error={publish.error} />
          <Field label="What has changed" help="Shown in the list of versions.">
            {(control) => (
              <Textarea
                {...control}
                rows={2}
                maxLength={2000}
                value={note}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </Field>
          {problems.warnings > 0 ? (
            <p className="text-base text-waiting-fg">
              There {problems.warnings === 1 ? 'is' : 'are'} {count(problems.warnings, 'warning')}; they do
              not stop publishing.
            </p>
          ) : null}
        </div>
      )}
    </Dialog>
  );
}
