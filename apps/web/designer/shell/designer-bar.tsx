'use client';
import { Code, History, Play, Redo2, Settings2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { useAuth } from '@/hooks/use-auth.ts';
import { useModKey } from '@/hooks/use-mod-key.ts';
import { nothingSelected } from '../model/selection.ts';
import { useDesigner, useDesignerState } from '../session/designer-context.ts';
import type { DesignerState } from '../session/designer-store.ts';
import { useWorkflow } from '../session/use-workflow.ts';
import { NameField } from './name-field.tsx';
import { ProblemsButton } from './problems-button.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { RunDialog } from './run-dialog.tsx';
import { SaveStateView } from './save-state.tsx';
import { VersionState } from './version-state.tsx';

const selectUndoLabel = (state: DesignerState) => state.history.past.at(-1)?.label;
const selectRedoLabel = (state: DesignerState) => state.history.future.at(-1)?.label;

/** The designer's own bar: what is open, in which state, and what can be done with it as a whole. */
export function DesignerBar() {
  const { readOnly, store } = useDesigner();
  const { can } = useAuth();
  const workflow = useWorkflow();
  const [dialog, setDialog] = useState<'run' | 'publish'>();
  const close = (open: boolean) => setDialog(open ? dialog : undefined);
  return (
    <div
      role="toolbar"
      aria-label="Workflow"
      className="flex min-h-12 shrink-0 items-center py-1 max-md:flex-wrap gap-x-2 gap-y-1 border-line border-b bg-surface px-3"
    >
      <NameField />
      <VersionState />
      <div className="ml-auto flex min-w-0 shrink-0 items-center gap-1">
        <SaveStateView />
        {readOnly ? null : <UndoButtons />}
        <ProblemsButton />
        <IconButton label="Code" className="max-sm:hidden" onClick={() => toggleDrawer(store, 'code')}>
          <Code aria-hidden="true" />
        </IconButton>
        <IconButton
          label="Versions"
          className="max-sm:hidden"
          onClick={() => toggleDrawer(store, 'versions')}
        >
          <History aria-hidden="true" />
        </IconButton>
        <IconButton
          label="Workflow settings"
          onClick={() => {
            store.select(nothingSelected);
            store.setState({ inspectorOpen: true });
          }}
        >
          <Settings2 aria-hidden="true" />
        </IconButton>
        <span className="mx-1 h-5 w-px bg-line max-sm:hidden" />
        {can('run.start') ? (
          <Button onClick={() => setDialog('run')}>
            <Play aria-hidden="true" />
            Run
          </Button>
        ) : null}
        {can('workflow.publish') ? (
          <Button variant="primary" onClick={() => setDialog('publish')} aria-haspopup="dialog">
            Publish…
          </Button>
        ) : null}
      </div>
      {workflow && dialog === 'run' ? <RunDialog workflow={workflow} onOpenChange={close} /> : null}
      {workflow && dialog === 'publish' ? <PublishDialog workflow={workflow} onOpenChange={close} /> : null}
    </div>
  );
}

function toggleDrawer(store: ReturnType<typeof useDesigner>['store'], tab: 'code' | 'versions') {
  store.openDrawer(store.getState().drawer === tab ? undefined : tab);
}

function UndoButtons() {
  const { store } = useDesigner();
  const undoLabel = useDesignerState(selectUndoLabel);
  const redoLabel = useDesignerState(selectRedoLabel);
  const mod = useModKey();
  return (
    <>
      <IconButton
        label="Undo"
        shortcut={`${mod}Z`}
        disabled={undoLabel === undefined}
        onClick={() => store.undo()}
      >
        <Undo2 aria-hidden="true" />
      </IconButton>
      <IconButton
        label="Redo"
        shortcut={mod === '⌘' ? '⇧⌘Z' : 'Ctrl+Shift+Z'}
        disabled={redoLabel === undefined}
        onClick={() => store.redo()}
      >
        <Redo2 aria-hidden="true" />
      </IconButton>
    </>
  );
}
