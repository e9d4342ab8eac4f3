import type { DraftDefinition, Task } from '@innoflow/contracts';
import { isRecord, type JsonRecord } from './json.ts';

/**
 * What can be drawn of a draft. A draft is loose JSON (another client may have written it): wrong parts are read as if
 * they were absent, what has no place on the canvas is listed in `undrawn`, and nothing is thrown.
 */
export type Point = { readonly x: number; readonly y: number };

export type TaskView = {
  readonly id: string;
  readonly type: string;
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly config: JsonRecord;
  readonly join: Task['join'];
  readonly split: Task['split'];
  readonly onError: Task['onError'];
  readonly retry: JsonRecord | undefined;
  readonly timeout: string | undefined;
  readonly position: Point | undefined;
  /** The entry of the draft itself. */
  readonly raw: JsonRecord;
};

export type TransitionView = {
  readonly from: string;
  readonly to: string;
  /** Outcomes that it follows; undefined means the main outcome. */
  readonly on: readonly string[] | undefined;
  readonly when: string | undefined;
  readonly otherwise: boolean;
  readonly raw: JsonRecord;
};

export type Undrawn = {
  readonly list: 'tasks' | 'transitions';
  readonly index: number;
  readonly reason: 'shape' | 'duplicate' | 'dangling';
};

export type DraftView = {
  readonly tasks: readonly TaskView[];
  readonly taskById: ReadonlyMap<string, TaskView>;
  /** Index of each drawn task in `definition.tasks`. */
  readonly taskIndex: ReadonlyMap<string, number>;
  /** Drawn transitions by their index in `definition.transitions`. */
  readonly transitions: ReadonlyMap<number, TransitionView>;
  readonly undrawn: readonly Undrawn[];
};

export function viewDraft(draft: DraftDefinition): DraftView {
  const taskById = new Map<string, TaskView>();
  const taskIndex = new Map<string, number>();
  const transitions = new Map<number, TransitionView>();
  const undrawn: Undrawn[] = [];
  for (const [index, item] of draft.tasks.entries()) {
    const task = viewTask(item);
    if (!task) undrawn.push({ list: 'tasks', index, reason: 'shape' });
    else if (taskById.has(task.id)) undrawn.push({ list: 'tasks', index, reason: 'duplicate' });
    else {
      taskById.set(task.id, task);
      taskIndex.set(task.id, index);
    }
  }
  for (const [index, item] of draft.transitions.entries()) {
    const transition = viewTransition(item);
    if (!transition) undrawn.push({ list: 'transitions', index, reason: 'shape' });
    else if (taskById.has(transition.from) && taskById.has(transition.to)) transitions.set(index, transition);
    else undrawn.push({ list: 'transitions', index, reason: 'dangling' });
  }
  return { tasks: [...taskById.values()], taskById, taskIndex, transitions, undrawn };
}

// Entries are immutable, so the view of one is made once; unchanged tasks then keep their identity, and their cards
// are not rendered again.
const taskViews = new WeakMap<JsonRecord, TaskView>();
const transitionViews = new WeakMap<JsonRecord, TransitionView>();

export function viewTask(item: unknown): TaskView | undefined {
  if (!isRecord(item) || !isText(item.id) || !isText(item.type)) return undefined;
  const known = taskViews.get(item);
  if (known) return known;
  const view: TaskView = {
    id: item.id,
    type: item.type,
    name: isText(item.name) ? item.name : undefined,
    description: isText(item.description) ? item.description : undefined,
    config: isRecord(item.config) ? item.config : {},
    join: item.join === 'each' || item.join === 'any' ? item.join : 'all',
    split: item.split === 'first' ? 'first' : 'all',
    onError: item.onError === 'continue' ? 'continue' : 'fail',
    retry: isRecord(item.retry) ? item.retry : undefined,
    timeout: isText(item.timeout) ? item.timeout : undefined,
    position: viewPoint(item.position),
    raw: item,
  };
  taskViews.set(item, view);
  return view;
}

export function viewTransition(item: unknown): TransitionView | undefined {
  if (!isRecord(item) || !isText(item.from) || !isText(item.to)) return undefined;
  const known = transitionViews.get(item);
  if (known) return known;
  const view: TransitionView = {
    from: item.from,
    to: item.to,
    on: viewOutcomes(item.on),
    when: isText(item.when) ? item.when : undefined,
    otherwise: item.otherwise === true,
    raw: item,
  };
  transitionViews.set(item, view);
  return view;
}

function viewOutcomes(on: unknown): string[] | undefined {
  if (isText(on)) return [on];
  if (!Array.isArray(on)) return undefined;
  const outcomes = on.filter(isText);
  return outcomes.length > 0 ? outcomes : undefined;
}

function viewPoint(value: unknown): Point | undefined {
  if (!isRecord(value)) return undefined;
  const { x, y } = value;
  return Number.isFinite(x) && Number.isFinite(y) ? { x: Number(x), y: Number(y) } : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
