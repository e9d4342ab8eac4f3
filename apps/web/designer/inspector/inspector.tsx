'use client';
import { type RefObject, useEffect, useRef } from 'react';
import { useDesigner, useDesignerFacts, useDesignerState } from '../session/designer-context.ts';
import type { DesignerState } from '../session/designer-store.ts';
import { ManyPanel } from './many-panel.tsx';
import { StartPanel } from './start-panel.tsx';
import { TaskPanel } from './task-panel.tsx';
import { TransitionPanel } from './transition-panel.tsx';
import { TriggerPanel } from './trigger-panel.tsx';
import { WorkflowPanel } from './workflow-panel.tsx';

const selectFocus = (state: DesignerState) => state.focus;
const selectSelection = (state: DesignerState) => state.selection;

/** The settings of what is selected; of the workflow when nothing is. */
export function Inspector() {
  const root = useRef<HTMLDivElement>(null);
  useFieldFocus(root);
  return (
    <div ref={root} className="flex min-h-0 flex-1 flex-col">
      <SelectedPanel />
    </div>
  );
}

/** Who comes from the list of problems can correct the field at once. */
function useFieldFocus(root: RefObject<HTMLDivElement | null>): void {
  const focus = useDesignerState(selectFocus);
  useEffect(() => {
    if (focus?.field === undefined) return;
    const timer = setTimeout(
      () => root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
      50,
    );
    return () => clearTimeout(timer);
  }, [focus, root]);
}

function SelectedPanel() {
  const { workflowId } = useDesigner();
  const { triggers } = useDesignerFacts();
  const { tasks, transitions, trigger } = useDesignerState(selectSelection);
  const [task] = tasks;
  const [transition] = transitions;
  if (tasks.size + transitions.size > 1) return <ManyPanel />;
  if (task !== undefined) return <TaskPanel key={task} id={task} />;
  if (transition !== undefined) return <TransitionPanel key={transition} index={transition} />;
  if (trigger !== undefined) {
    const found = triggers.find((candidate) => candidate.id === trigger);
    return found ? <TriggerPanel key={found.id} trigger={found} /> : <StartPanel />;
  }
  return <WorkflowPanel key={workflowId} />;
}
