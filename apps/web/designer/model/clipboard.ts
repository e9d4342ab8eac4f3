import type { DraftDefinition } from '@innoflow/contracts';
import type { Catalog } from './catalog.ts';
import type { Change } from './change.ts';
import { type Point, type TaskView, viewDraft, viewTask, viewTransition } from './draft-view.ts';
import { isRecord, type JsonRecord, withFields } from './json.ts';
import { renameInConfig, renameInExpression } from './references.ts';
import { freeTaskId } from './task-ids.ts';

/** Copied tasks with the transitions between them; what lies on the system clipboard as text. */
export type Clipping = { readonly tasks: readonly JsonRecord[]; readonly transitions: readonly JsonRecord[] };

export function copyTasks(
  draft: DraftDefinition,
  ids: ReadonlySet<string>,
  placeOf: (id: string) => Point,
): Clipping {
  const { tasks, transitions } = viewDraft(draft);
  return {
    tasks: tasks
      .filter((task) => ids.has(task.id))
      .map((task) => withFields(task.raw, { position: placeOf(task.id) })),
    transitions: [...transitions.values()]
      .filter((transition) => ids.has(transition.from) && ids.has(transition.to))
      .map((transition) => transition.raw),
  };
}

export function clippingToText(clipping: Clipping): string {
  return JSON.stringify({ innoflow: 'tasks', ...clipping }, null, 2);
}

/** The clipping in a text, or undefined; a whole definition counts, too. */
export function parseClipping(text: string): Clipping | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || !Array.isArray(value.tasks)) return undefined;
  const tasks = value.tasks.filter(isRecord).filter((task) => viewTask(task) !== undefined);
  const transitions = Array.isArray(value.transitions) ? value.transitions.filter(isRecord) : [];
  return tasks.length > 0 ? { tasks, transitions } : undefined;
}

export type Pasted = { readonly change: Change; readonly ids: readonly string[] };

/** Adds copies under free ids; transitions and expressions among the copies follow those ids. */
export function pasteTasks(
  draft: DraftDefinition,
  clipping: Clipping,
  offset: Point,
  catalog: Catalog,
): Pasted {
  const taken = new Set(viewDraft(draft).taskById.keys());
  const copies = clipping.tasks.flatMap((raw) => viewTask(raw) ?? []);
  const newIds = new Map<string, string>();
  for (const { id } of copies) {
    const fresh = freeTaskId(id.replace(/_\d+$/, ''), (candidate) => taken.has(candidate));
    taken.add(fresh);
    newIds.set(id, fresh);
  }
  const changes: Change[] = copies.map((task, at) => ({
    kind: 'insert',
    list: 'tasks',
    index: draft.tasks.length + at,
    item: copyTask(task, newIds, offset, catalog),
  }));
  let index = draft.transitions.length;
  for (const raw of clipping.transitions) {
    const transition = viewTransition(raw);
    const from = transition && newIds.get(transition.from);
    const to = transition && newIds.get(transition.to);
    if (!transition || !from || !to) continue;
    const when = transition.when && renameAll(newIds, transition.when, renameInExpression);
    const item = withFields(raw, { from, to, ...(when ? { when } : {}) });
    changes.push({ kind: 'insert', list: 'transitions', index: index++, item });
  }
  return { change: { kind: 'all', changes }, ids: [...newIds.values()] };
}

function copyTask(
  task: TaskView,
  ids: ReadonlyMap<string, string>,
  offset: Point,
  catalog: Catalog,
): JsonRecord {
  const descriptor = catalog.get(task.type);
  const config = renameAll(ids, task.config, (value, from, to) =>
    renameInConfig(value, descriptor, from, to),
  );
  const place = task.position ?? { x: 0, y: 0 };
  const position = { x: Math.round(place.x + offset.x), y: Math.round(place.y + offset.y) };
  return withFields(task.raw, { id: ids.get(task.id), config, position });
}

/** Old ids may equal new ids of others (a → a_2, a_2 → a_3), so each goes through a name that nothing else has. */
function renameAll<T>(
  ids: ReadonlyMap<string, string>,
  value: T,
  rename: (value: T, from: string, to: string) => T,
): T {
  let result = value;
  for (const from of ids.keys()) result = rename(result, from, `pasted__${from}`);
  for (const [from, to] of ids) result = rename(result, `pasted__${from}`, to);
  return result;
}
