'use client';
import { Badge } from '@/components/ui/badge.tsx';
import { useDesignerState } from '../session/designer-context.ts';
import type { DesignerState } from '../session/designer-store.ts';
import { useWorkflow } from '../session/use-workflow.ts';

const selectUnsaved = (state: DesignerState) => state.save.kind !== 'saved';

/** "Draft", "Published v3", or that with changes since. */
export function VersionState() {
  const workflow = useWorkflow();
  const unsaved = useDesignerState(selectUnsaved);
  if (!workflow) return null;
  if (workflow.publishedVersion === null) return <Badge>Draft</Badge>;
  const changed = workflow.draftChanged || unsaved;
  return (
    <span className="flex shrink-0 items-center gap-1.5">
      <Badge tone="success">Published v{workflow.publishedVersion}</Badge>
      {changed ? (
        <span className="whitespace-nowrap text-muted text-sm max-lg:sr-only">Unpublished changes</span>
      ) : null}
    </span>
  );
}
