import { type DraftDefinition, identifierSchema, type TaskTypeDescriptor } from '@innoflow/contracts';
import type { Catalog } from './catalog.ts';
import type { Change } from './change.ts';
import { type DraftView, type Point, type TaskView, viewDraft, viewTransition } from './draft-view.ts';
import { type JsonRecord, withFields } from './json.ts';
import { mapStrings, renameInConfig, renameInExpression, renameInTemplate } from './references.ts';
import { freeTaskId } from './task-ids.ts';

/** Edits of tasks as changes. They take the draft, not the change of it, so that they can be planned ahead. */

export type NewTask = { readonly change: Change; readonly id: string };

export function addTask(draft: DraftDefinition, descriptor: TaskTypeDescriptor, position: Point): NewTask {
  const { taskById } = viewDraft(draft);
  const id = freeTaskId(descriptor.type, (candidate) => taskById.has(candidate));
  const names = new Set([...taskById.values()].map((task) => task.name));
  let name = descriptor.title;
  for (let number = 2; names.has(name); number++) name = `${descriptor.title} ${number}`;
  const item = {
    id,
    type: descriptor.type,
    name,
    config: startingConfig(descriptor),
    position: rounded(position),
  };
  return { change: { kind: 'insert', list: 'tasks', index: draft.tasks.length, item }, id };
}

/** The defaults that the type's schema states for required fields, so that a fresh form is not a wall of problems. */
function startingConfig(descriptor: TaskTypeDescriptor): JsonRecord {
  const { properties, required } = descriptor.configSchema;
  if (typeof properties !== 'object' || properties === null || !Array.isArray(required)) return {};
  const config: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(properties)) {
    if (!required.includes(name) || typeof schema !== 'object' || schema === null) continue;
    if ('default' in schema) config[name] = schema.default;
  }
  return config;
}

export function moveTasks(view: DraftView, positions: ReadonlyMap<string, Point>): Change {
  const changes: Change[] = [];
  for (const [id, point] of positions) {
    const position = rounded(point);
    const task = view.taskById.get(id);
    if (!task || (task.position?.x === position.x && task.position.y === position.y)) continue;
    changes.push(replaceTask(view, task, { position }));
  }
  return { kind: 'all', changes };
}

/** Removes tasks with the transitions from and to them. */
export function removeTasks(draft: DraftDefinition, ids: ReadonlySet<string>): Change {
  const { taskIndex } = viewDraft(draft);
  const changes: Change[] = [];
  for (let index = draft.transitions.length - 1; index >= 0; index--) {
    const transition = viewTransition(draft.transitions[index]);
    if (transition && (ids.has(transition.from) || ids.has(transition.to)))
      changes.push({ kind: 'remove', list: 'transitions', index });
  }
  const indices = [...ids].flatMap((id) => taskIndex.get(id) ?? []);
  for (const index of indices.toSorted((a, b) => b - a))
    changes.push({ kind: 'remove', list: 'tasks', index });
  return { kind: 'all', changes };
}

/** Writes fields of a task; undefined removes a field. */
export function updateTask(view: DraftView, id: string, patch: JsonRecord): Change | undefined {
  const task = view.taskById.get(id);
  return task && replaceTask(view, task, patch);
}

function replaceTask(view: DraftView, task: TaskView, patch: JsonRecord): Change {
  const index = view.taskIndex.get(task.id) ?? -1; // every drawn task has its index
  return { kind: 'replace', list: 'tasks', index, item: withFields(task.raw, patch) };
}

/**
 * Writes the config of a task. Where the config names outcomes (cases of a switch) and one of them got another name,
 * the transitions that follow it go along.
 */
export function updateConfig(
  view: DraftView,
  id: string,
  config: JsonRecord,
  catalog: Catalog,
): Change | undefined {
  const task = view.taskById.get(id);
  if (!task) return undefined;
  const change = replaceTask(view, task, { config });
  const renamed = renamedOutcome(task, config, catalog.get(task.type));
  if (!renamed) return change;
  const followers: Change[] = [];
  for (const [index, transition] of view.transitions) {
    if (transition.from !== id || !transition.on?.includes(renamed.from)) continue;
    const on = transition.on.map((outcome) => (outcome === renamed.from ? renamed.to : outcome));
    const item = withFields(transition.raw, { on: on.length === 1 ? on[0] : on });
    followers.push({ kind: 'replace', list: 'transitions', index, item });
  }
  return followers.length === 0 ? change : { kind: 'all', changes: [change, ...followers] };
}

function renamedOutcome(task: TaskView, config: JsonRecord, descriptor: TaskTypeDescriptor | undefined) {
  const source = descriptor?.outcomesFrom;
  if (!source) return undefined;
  const before = outcomesInList(task.config[source.list], source.field);
  const after = outcomesInList(config[source.list], source.field);
  if (before.length !== after.length) return undefined;
  const different = before.flatMap((outcome, index) => (outcome === after[index] ? [] : [index]));
  const [index] = different;
  if (different.length !== 1 || index === undefined) return undefined;
  const [from, to] = [before[index], after[index]];
  if (!from || !to || before.filter((outcome) => outcome === from).length > 1) return undefined;
  return { from, to };
}

/** The named field of each entry of a list in a config; empty text where it is missing. */
export function outcomesInList(list: unknown, field: string): string[] {
  if (!Array.isArray(list)) return [];
  return list.map((entry: unknown) => {
    const value: unknown =
      typeof entry === 'object' && entry !== null ? Reflect.get(entry, field) : undefined;
    return typeof value === 'string' ? value : '';
  });
}

/** Why a task cannot have an id, in words; undefined when it can. */
export function taskIdProblem(view: DraftView, own: string, id: string): string | undefined {
  if (id === '') return 'Give the task an id.';
  if (!identifierSchema.safeParse(id).success) {
    return 'Use letters, digits and _, not starting with a digit, 64 at most.';
  }
  return id !== own && view.taskById.has(id) ? `Another task has the id ${id}.` : undefined;
}

/** Gives a task another id; transitions and the expressions that name it follow. Undefined when the id is no good. */
export function renameTask(
  draft: DraftDefinition,
  from: string,
  to: string,
  catalog: Catalog,
): Change | undefined {
  const view = viewDraft(draft);
  if (!view.taskById.has(from) || taskIdProblem(view, from, to) !== undefined) return undefined;
  const changes: Change[] = [];
  for (const task of view.tasks) {
    const config = renameInConfig(task.config, catalog.get(task.type), from, to);
    const patch = { ...(task.id === from ? { id: to } : {}), ...(config === task.config ? {} : { config }) };
    if (Object.keys(patch).length > 0) changes.push(replaceTask(view, task, patch));
  }
  for (const [index, item] of draft.transitions.entries()) {
    const transition = viewTransition(item);
    if (!transition) continue;
    const when = transition.when && renameInExpression(transition.when, from, to);
    const patch = {
      ...(transition.from === from ? { from: to } : {}),
      ...(transition.to === from ? { to } : {}),
      ...(when === transition.when ? {} : { when }),
    };
    if (Object.keys(patch).length === 0) continue;
    changes.push({ kind: 'replace', list: 'transitions', index, item: withFields(transition.raw, patch) });
  }
  const output = mapStrings(draft.output, (text) => renameInTemplate(text, from, to));
  if (output !== draft.output) changes.push({ kind: 'set', field: 'output', value: output });
  return { kind: 'all', changes };
}

function rounded({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) };
}
