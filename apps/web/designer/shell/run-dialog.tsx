'use client';
import { routes, type Workflow } from '@innoflow/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { defaultValue } from '@/components/schema-form/schema.ts';
import { type FieldErrors, validateBySchema } from '@/components/schema-form/validate.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { ErrorNote } from '@/components/ui/error-state.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { SkeletonRows } from '@/components/ui/skeleton.tsx';
import { useAuth } from '@/hooks/use-auth.ts';
import { api } from '@/lib/api.ts';
import { ApiError } from '@/lib/api-error.ts';
import { keys, versionQuery } from '@/lib/queries.ts';
import { isRecord, type JsonRecord } from '../model/json.ts';
import { useDesigner, useDesignerFacts, useDesignerState } from '../session/designer-context.ts';
import type { DesignerState } from '../session/designer-store.ts';
import { RunInput } from './run-input.tsx';
import { usePublish } from './use-publish.ts';

const selectDraft = (state: DesignerState) => state.history.present;
const selectUnsaved = (state: DesignerState) => state.save.kind !== 'saved';

type RunDialogProps = { workflow: Workflow; onOpenChange(open: boolean): void };

/** Asks for the input and starts a run: of the published version, or of the draft after publishing it. */
export function RunDialog({ workflow, onOpenChange }: RunDialogProps) {
  const { problems } = useDesignerFacts();
  const { can } = useAuth();
  const draft = useDesignerState(selectDraft);
  const unsaved = useDesignerState(selectUnsaved);
  const published = workflow.publishedVersion;
  const changed = published === null || workflow.draftChanged || unsaved;
  const mayPublish = can('workflow.publish') && problems.errors === 0;
  const [choice, setChoice] = useState<'draft' | 'published'>();
  const what = published === null ? 'draft' : (choice ?? (changed && mayPublish ? 'draft' : 'published'));
  const version = useQuery({ ...versionQuery(workflow.id, published ?? 0), enabled: published !== null });
  const schema = schemaOf(what === 'draft' ? draft.input : version.data?.definition.input);
  const waiting = what === 'published' && version.isPending;
  const [input, setInput] = useState<unknown>(undefined);
  const value = input === undefined ? defaultValue(schema) : input;
  const [errors, setErrors] = useState<FieldErrors>({});
  const [broken, setBroken] = useState(false);
  const start = useStartRun(workflow, what === 'draft' && changed);

  function submit() {
    if (broken) return;
    const found = validateBySchema(schema, value ?? {});
    setErrors(found);
    if (Object.keys(found).length === 0) start.mutate(value);
  }

  const next = (published ?? 0) + 1;
  const blocked = what === 'draft' && !mayPublish;
  const action = what === 'draft' && changed ? `Publish version ${next} and run` : `Run version ${published}`;
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={`Run ${workflow.name}`}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Not now</Button>
          <Button
            variant="primary"
            type="submit"
            form="run-form"
            busy={start.isPending}
            disabled={blocked || waiting}
          >
            {action}
          </Button>
        </>
      }
    >
      <form
        id="run-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        className="flex flex-col gap-4"
      >
        {changed && published !== null ? (
          <Segmented
            label="What to run"
            value={what}
            onValueChange={(next) => setChoice(next)}
            options={[
              { value: 'draft', label: `The draft, as version ${next}` },
              { value: 'published', label: `Version ${published}` },
            ]}
          />
        ) : null}
        {blocked ? <p className="text-failed-fg">{whyBlocked(problems.errors)}</p> : null}
        <ErrorNote
          error={start.error instanceof ApiError && start.error.code === 'input_invalid' ? null : start.error}
        />
        {waiting ? (
          <SkeletonRows rows={2} label="The input form is being loaded" />
        ) : (
          <RunInput
            key={what}
            schema={schema}
            value={value}
            onChange={setInput}
            onBroken={setBroken}
            errors={{ ...fieldErrors(start.error), ...errors }}
          />
        )}
      </form>
    </Dialog>
  );
}

function whyBlocked(errors: number): string {
  return errors > 0
    ? 'The draft has problems that must be solved before it can be published and run.'
    : 'Publishing needs the role of a builder.';
}

function schemaOf(input: unknown): JsonRecord {
  return isRecord(input) ? input : {};
}

/** What the server found wrong with the input, by the path in the form. */
function fieldErrors(error: unknown): FieldErrors {
  if (!(error instanceof ApiError) || error.code !== 'input_invalid') return {};
  return Object.fromEntries(
    error.errors.map(({ field, message }) => [field.replace(/^(body\.)?input\.?/, ''), message]),
  );
}

function useStartRun(workflow: Workflow, publishFirst: boolean) {
  const router = useRouter();
  const client = useQueryClient();
  const { saver } = useDesigner();
  const publish = usePublish();
  return useMutation({
    async mutationFn(input: unknown) {
      if (publishFirst) await publish.mutateAsync('');
      else await saver.flush();
      return api(routes.runs.create, {
        params: { id: workflow.id },
        body: input === undefined ? {} : { input },
      });
    },
    onSuccess(run) {
      void client.invalidateQueries({ queryKey: keys.runs });
      router.push(`/runs/${run.id}`);
    },
  });
}
