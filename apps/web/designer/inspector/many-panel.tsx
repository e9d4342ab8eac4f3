'use client';
import { CopyPlus, SquareStack, Trash2 } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import { count } from '../model/words.ts';
import { useDesigner, useDesignerState } from '../session/designer-context.ts';
import { duplicateSelection, removeSelection } from '../session/task-actions.ts';
import { Panel, PanelSection } from './panel.tsx';

/** What can be done with several selected things at once. */
export function ManyPanel() {
  const designer = useDesigner();
  const { tasks, transitions } = useDesignerState((state) => state.selection);
  const parts = [
    tasks.size > 0 ? count(tasks.size, 'task') : '',
    transitions.size > 0 ? count(transitions.size, 'transition') : '',
  ];
  return (
    <Panel
      icon={
        <span className="grid size-8 place-items-center rounded-md bg-neutral-soft text-muted">
          <SquareStack className="size-4.5" aria-hidden="true" />
        </span>
      }
      title={`${parts.filter(Boolean).join(' and ')} selected`}
      subtitle="Drag or use the arrow keys to move"
    >
      {designer.readOnly ? null : (
        <PanelSection>
          <div className="flex flex-wrap gap-2">
            {tasks.size > 0 ? (
              <Button onClick={() => duplicateSelection(designer)}>
                <CopyPlus aria-hidden="true" />
                Duplicate
              </Button>
            ) : null}
            <Button onClick={() => removeSelection(designer)}>
              <Trash2 aria-hidden="true" />
              Delete
            </Button>
          </div>
        </PanelSection>
      )}
    </Panel>
  );
}
