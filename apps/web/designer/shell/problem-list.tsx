'use client';
import type { DefinitionProblem } from '@innoflow/contracts';
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import type { Catalog } from '../model/catalog.ts';
import type { DraftView } from '../model/draft-view.ts';
import { nothingSelected, selectTasks, selectTransition } from '../model/selection.ts';
import { taskTitle } from '../model/words.ts';
import { useDesigner, useDesignerFacts, useDesignerState } from '../session/designer-context.ts';
import type { DesignerState, DesignerStore } from '../session/designer-store.ts';

const selectView = (state: DesignerState) => state.view;

/** Every problem with its place and what to do; a click leads there. */
export function ProblemList({ onReveal }: { onReveal?: () => void }) {
  const { store, catalog } = useDesigner();
  const { problems } = useDesignerFacts();
  const view = useDesignerState(selectView);
  if (problems.all.length === 0) {
    return (
      <p className="flex items-center justify-center gap-2 py-6 text-muted">
        <CircleCheck className="size-4 text-success" aria-hidden="true" />
        No problems. The draft can be published.
      </p>
    );
  }
  return (
    <ul aria-label="Problems" className="flex flex-col">
      {problems.all.map((problem) => (
        <li key={JSON.stringify(problem)}>
          <button
            type="button"
            onClick={() => {
              reveal(store, view, problem);
              onReveal?.();
            }}
            className="flex w-full items-start gap-2.5 rounded-md px-2 py-1.5 text-left hover:bg-hover focus-visible:-outline-offset-2"
          >
            {problem.severity === 'error' ? (
              <CircleAlert className="mt-0.5 size-4 shrink-0 text-failed" aria-label="Error" />
            ) : (
              <TriangleAlert className="mt-0.5 size-4 shrink-0 text-waiting" aria-label="Warning" />
            )}
            <span className="min-w-0 flex-1">
              <span className="block break-words">{problem.message}</span>
              <span className="block break-words text-sm text-subtle">{problem.suggestion}</span>
            </span>
            <span className="max-w-48 shrink-0 truncate text-right text-sm text-subtle">
              {placeInWords(problem, view, catalog)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function placeInWords(problem: DefinitionProblem, view: DraftView, catalog: Catalog): string {
  const nameOf = (id: string) => {
    const task = view.taskById.get(id);
    return task ? taskTitle(task, catalog.get(task.type)) : id;
  };
  if (problem.transition !== undefined) {
    const transition = view.transitions.get(problem.transition);
    return transition
      ? `${nameOf(transition.from)} → ${nameOf(transition.to)}`
      : `Transition ${problem.transition + 1}`;
  }
  return problem.taskId === undefined ? 'Workflow' : nameOf(problem.taskId);
}

function reveal(store: DesignerStore, view: DraftView, { transition, taskId, field }: DefinitionProblem) {
  const line = transition === undefined ? undefined : view.transitions.get(transition);
  if (transition !== undefined && line) {
    store.reveal(selectTransition(transition), [line.from, line.to], field);
  } else if (taskId !== undefined && view.taskById.has(taskId)) {
    store.reveal(selectTasks([taskId]), [taskId], field);
  } else if (taskId !== undefined || transition !== undefined) {
    // it has no place on the canvas: only the code shows it
    store.openDrawer('code');
  } else store.reveal(nothingSelected, [], field);
}
