'use client';
import { routes, type VersionDiff } from '@innoflow/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '@/components/ui/dialog.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { SkeletonRows } from '@/components/ui/skeleton.tsx';
import { api } from '@/lib/api.ts';
import { keys, versionQuery } from '@/lib/queries.ts';
import { useDesigner, useDesignerState } from '../session/designer-context.ts';
import type { DesignerState } from '../session/designer-store.ts';
import { DefinitionDiff } from './definition-diff.tsx';

const selectDraft = (state: DesignerState) => state.history.present;

type VersionDiffDialogProps = { version: number; onOpenChange(open: boolean): void };

/** A version against the draft (as JSON), or against the version before it (in words). */
export function VersionDiffDialog({ version, onOpenChange }: VersionDiffDialogProps) {
  const [against, setAgainst] = useState<'draft' | 'before'>('draft');
  return (
    <Dialog open onOpenChange={onOpenChange} title={`Version ${version}`} width="xl">
      <div className="flex flex-col gap-3">
        {version > 1 ? (
          <Segmented
            label="Compare with"
            value={against}
            onValueChange={(next) => setAgainst(next)}
            options={[
              { value: 'draft', label: 'What the draft changes' },
              { value: 'before', label: `What it changed since version ${version - 1}` },
            ]}
          />
        ) : null}
        {against === 'draft' ? <AgainstDraft version={version} /> : <AgainstBefore version={version} />}
      </div>
    </Dialog>
  );
}

function AgainstDraft({ version }: { version: number }) {
  const { workflowId } = useDesigner();
  const draft = useDesignerState(selectDraft);
  const { data, error, refetch } = useQuery(versionQuery(workflowId, version));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={5} label="The version is being loaded" />;
  return <DefinitionDiff before={data.definition} after={draft} />;
}

function AgainstBefore({ version }: { version: number }) {
  const { workflowId } = useDesigner();
  const { data, error, refetch } = useQuery({
    queryKey: [...keys.versions(workflowId), 'diff', version],
    queryFn: ({ signal }) =>
      api(routes.workflows.diff, { params: { id: workflowId, a: version - 1, b: version }, signal }),
    staleTime: Number.POSITIVE_INFINITY, // versions never change
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={5} label="The difference is being loaded" />;
  return <DiffInWords diff={data} />;
}

function DiffInWords({ diff }: { diff: VersionDiff }) {
  const { tasks, transitions, definition } = diff;
  const lines = [
    ...tasks.added.map((id) => ({ what: `Task ${id} was added` })),
    ...tasks.removed.map((id) => ({ what: `Task ${id} was removed` })),
    ...tasks.changed.flatMap(({ taskId, fields }) =>
      fields.map(({ field, before, after }) => ({ what: `Task ${taskId}: ${field}`, before, after })),
    ),
    ...transitions.added.map((after) => ({ what: 'A transition was added', after })),
    ...transitions.removed.map((before) => ({ what: 'A transition was removed', before })),
    ...definition.map(({ field, before, after }) => ({ what: `Workflow: ${field}`, before, after })),
  ];
  if (lines.length === 0) return <p className="py-4 text-center text-muted">There is no difference.</p>;
  return (
    <ul className="flex flex-col gap-2">
      {lines.map((line) => (
        <li key={JSON.stringify(line)} className="rounded-md border border-line p-3">
          <p className="font-medium">{line.what}</p>
          {'before' in line || 'after' in line ? (
            <div className="mt-1.5 font-mono text-sm">
              {'before' in line && line.before !== undefined ? (
                <p className="break-words bg-failed-soft px-1.5 text-failed-fg">
                  − {JSON.stringify(line.before)}
                </p>
              ) : null}
              {'after' in line && line.after !== undefined ? (
                <p className="break-words bg-success-soft px-1.5 text-success-fg">
                  + {JSON.stringify(line.after)}
                </p>
              ) : null}
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
