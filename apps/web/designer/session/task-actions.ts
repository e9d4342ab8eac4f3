import type { TaskTypeDescriptor } from '@innoflow/contracts';
import { CARD_WIDTH, HEADER_HEIGHT, ROW_HEIGHT } from '../canvas/card-geometry.ts';
import { boxesOf, freePlace, layoutTasks, portsByTask } from '../canvas/layout.ts';
import { applyChange, type Change } from '../model/change.ts';
import { type Clipping, copyTasks, pasteTasks } from '../model/clipboard.ts';
import { type Point, viewDraft, viewTask } from '../model/draft-view.ts';
import { portsOf, startPort } from '../model/ports.ts';
import { nothingSelected, selectTasks, selectTransition } from '../model/selection.ts';
import { addTask, moveTasks, removeTasks } from '../model/task-edits.ts';
import { addTransition, type Link, removeTransitions } from '../model/transition-edits.ts';
import { count } from '../model/words.ts';
import type { Designer } from './designer-context.ts';

/** What a person does on the canvas, as edits of the draft. */

const GAP = 84;

type Origin = { readonly task: string; readonly outcome: string };

/** Adds a task, selects it and gives its place; `from` is connected to it. Without a place it goes to the right of where it comes from. */
export function addTaskOf(
  { store, catalog }: Designer,
  descriptor: TaskTypeDescriptor,
  where: { at?: Point; from?: Origin; center: Point },
): Point {
  const { history, view, places } = store.getState();
  const from = where.from ?? (where.at ? undefined : freePortOfSelection({ store, catalog }));
  const origin = from && places.get(from.task);
  const wanted =
    where.at ??
    (origin
      ? { x: origin.x + CARD_WIDTH + GAP, y: origin.y }
      : { x: where.center.x - CARD_WIDTH / 2, y: where.center.y - 28 });
  const boxes = boxesOf(places, portsByTask(view, catalog));
  // room for two outcomes: how many there will be is not known yet
  const place = where.at ?? freePlace(wanted, HEADER_HEIGHT + 2 * ROW_HEIGHT, boxes);
  const { change, id } = addTask(history.present, descriptor, place);
  const changes: Change[] = [change];
  if (from) {
    const { draft } = applyChange(history.present, change);
    const link = addTransition(
      draft,
      viewDraft(draft),
      { from: from.task, outcome: from.outcome, to: id },
      catalog,
    );
    if (link) changes.push(link);
  }
  store.edit({ kind: 'all', changes }, { label: `Add ${descriptor.title}`, select: selectTasks([id]) });
  return place;
}

/** Where the next task is connected: the first port of the one selected task that nothing follows yet. */
function freePortOfSelection({ store, catalog }: Pick<Designer, 'store' | 'catalog'>): Origin | undefined {
  const { selection, view } = store.getState();
  const [id, ...others] = selection.tasks;
  const task = id === undefined ? undefined : view.taskById.get(id);
  if (!task || others.length > 0) return undefined;
  const descriptor = catalog.get(task.type);
  const outgoing = [...view.transitions.values()].filter((transition) => transition.from === task.id);
  const used = new Set(outgoing.map((transition) => startPort(transition, descriptor)));
  const port = portsOf(task, descriptor, []).find(
    ({ kind, outcome }) => kind !== 'quiet' && !used.has(outcome),
  );
  return port && { task: task.id, outcome: port.outcome };
}

export function connect({ store, catalog }: Designer, link: Link): void {
  const { history, view } = store.getState();
  const index = history.present.transitions.length;
  const change = addTransition(history.present, view, link, catalog);
  if (change) store.edit(change, { label: 'Connect tasks', select: selectTransition(index) });
}

export function removeSelection({ store, readOnly }: Designer): void {
  const { history, selection } = store.getState();
  if (readOnly || selection.tasks.size + selection.transitions.size === 0) return;
  const first = removeTransitions(selection.transitions);
  const { draft } = applyChange(history.present, first);
  const label =
    selection.tasks.size > 0
      ? `Remove ${count(selection.tasks.size, 'task')}`
      : `Remove ${count(selection.transitions.size, 'transition')}`;
  const changes = [first, removeTasks(draft, selection.tasks)];
  store.edit({ kind: 'all', changes }, { label, select: nothingSelected });
}

export function copySelection({ store }: Designer): Clipping | undefined {
  const { history, selection, places } = store.getState();
  if (selection.tasks.size === 0) return undefined;
  return copyTasks(history.present, selection.tasks, (id) => places.get(id) ?? { x: 0, y: 0 });
}

/** Pastes a clipping with its top left corner at a point, or a little beside where it was. */
export function paste({ store, catalog, readOnly }: Designer, clipping: Clipping, at?: Point): void {
  if (readOnly) return;
  const { history } = store.getState();
  const { change, ids } = pasteTasks(history.present, clipping, offsetOf(clipping, at), catalog);
  store.edit(change, { label: `Paste ${count(ids.length, 'task')}`, select: selectTasks(ids) });
}

function offsetOf(clipping: Clipping, at: Point | undefined): Point {
  if (!at) return { x: 40, y: 60 };
  const places = clipping.tasks.flatMap((raw) => viewTask(raw)?.position ?? []);
  if (places.length === 0) return at;
  return { x: at.x - Math.min(...places.map(({ x }) => x)), y: at.y - Math.min(...places.map(({ y }) => y)) };
}

export function duplicateSelection(designer: Designer): void {
  const clipping = copySelection(designer);
  if (clipping) paste(designer, clipping);
}

export function nudgeSelection({ store, readOnly }: Designer, step: Point): void {
  const { view, selection, places } = store.getState();
  if (readOnly || selection.tasks.size === 0) return;
  const moved = new Map(
    [...selection.tasks].map((id) => {
      const place = places.get(id) ?? { x: 0, y: 0 };
      return [id, { x: place.x + step.x, y: place.y + step.y }];
    }),
  );
  store.edit(moveTasks(view, moved), { label: `Move ${count(moved.size, 'task')}`, key: 'nudge' });
}

export function tidyUp({ store, catalog, readOnly }: Designer): void {
  if (readOnly) return;
  const { view } = store.getState();
  store.edit(moveTasks(view, layoutTasks(view, catalog)), { label: 'Tidy up' });
}
