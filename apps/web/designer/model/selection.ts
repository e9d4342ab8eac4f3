import type { DraftView } from './draft-view.ts';

/** What is selected. Tasks and transitions can be selected together; a trigger only by itself. */
export type Selection = {
  readonly tasks: ReadonlySet<string>;
  /** Indices in `definition.transitions`. */
  readonly transitions: ReadonlySet<number>;
  readonly trigger: string | undefined;
};

export const nothingSelected: Selection = { tasks: new Set(), transitions: new Set(), trigger: undefined };

export function selectTasks(ids: Iterable<string>): Selection {
  return { ...nothingSelected, tasks: new Set(ids) };
}

export function selectTransition(index: number): Selection {
  return { ...nothingSelected, transitions: new Set([index]) };
}

export function selectTrigger(id: string): Selection {
  return { ...nothingSelected, trigger: id };
}

/** The selection without what is no longer drawn; the same object when all of it still is. */
export function pruneSelection(selection: Selection, view: DraftView): Selection {
  const tasks = [...selection.tasks].filter((id) => view.taskById.has(id));
  const transitions = [...selection.transitions].filter((index) => view.transitions.has(index));
  if (tasks.length === selection.tasks.size && transitions.length === selection.transitions.size)
    return selection;
  return { tasks: new Set(tasks), transitions: new Set(transitions), trigger: selection.trigger };
}

export function isNothing(selection: Selection): boolean {
  return selection.tasks.size === 0 && selection.transitions.size === 0 && selection.trigger === undefined;
}
