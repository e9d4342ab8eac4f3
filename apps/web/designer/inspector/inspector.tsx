'use client';
import { useDesigner, useDesignerFacts, useDesignerState } from '../session/designer-context.ts';
import type { DesignerState } from '../session/designer-store.ts';
import { ManyPanel } from './many-panel.tsx';
import { StartPanel } from './start-panel.tsx';
import { TaskPanel } from './task-panel.tsx';
import { TransitionPanel } from './transition-panel.tsx';
import { TriggerPanel } from './trigger-panel.tsx';
import { WorkflowPanel } from './workflow-panel.tsx';

const selectSelection = (state: DesignerState) => state.selection;

/** The settings of what is selected; of the workflow when nothing is. */
export function Inspector() {
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
