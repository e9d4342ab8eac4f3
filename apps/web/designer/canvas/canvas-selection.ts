import type { EdgeChange, NodeChange } from '@xyflow/react';
import { nothingSelected, type Selection, selectTrigger } from '../model/selection.ts';
import { type Card, type Line, TRIGGER_PREFIX } from './flow-types.ts';

/** The selection after the canvas library's changes; a trigger is selected only by itself. */
export function selectionAfterCards(selection: Selection, changes: readonly NodeChange<Card>[]): Selection {
  const tasks = new Set(selection.tasks);
  let { trigger } = selection;
  let changed = false;
  for (const change of changes) {
    if (change.type !== 'select') continue;
    changed = true;
    if (change.id.startsWith(TRIGGER_PREFIX)) {
      const id = change.id.slice(TRIGGER_PREFIX.length);
      if (change.selected) trigger = id;
      else if (trigger === id) trigger = undefined;
    } else if (change.selected) tasks.add(change.id);
    else tasks.delete(change.id);
  }
  if (!changed) return selection;
  if (trigger !== undefined && trigger !== selection.trigger) return selectTrigger(trigger);
  return {
    ...nothingSelected,
    tasks,
    transitions: selection.transitions,
    trigger: tasks.size > 0 ? undefined : trigger,
  };
}

export function selectionAfterLines(selection: Selection, changes: readonly EdgeChange<Line>[]): Selection {
  const transitions = new Set(selection.transitions);
  let changed = false;
  for (const change of changes) {
    if (change.type !== 'select' || !change.id.startsWith('t')) continue;
    const index = Number(change.id.slice(1));
    if (!Number.isInteger(index)) continue;
    changed = true;
    if (change.selected) transitions.add(index);
    else transitions.delete(index);
  }
  return changed ? { ...selection, transitions } : selection;
}
