import type { Definition, Task, Transition, VersionDiff } from '@innoflow/contracts';
import { isJsonObject, isSameJson } from './json-schema/json-values.ts';

export type DefinitionDiff = Omit<VersionDiff, 'from' | 'to'>;
type FieldChange = VersionDiff['definition'][number];

/**
 * What changed in meaning between two definitions. Positions on the canvas, the order of members and of tasks do not
 * count; the order of transitions counts where a task takes the first that holds, and is then told as its field
 * `transitions`. What is not there is null.
 */
export function diffDefinitions(before: Definition, after: Definition): DefinitionDiff {
  const { tasks: oldTasks, transitions: oldTransitions, ...oldRest } = before;
  const { tasks: newTasks, transitions: newTransitions, ...newRest } = after;
  const old = new Map(oldTasks.map((task) => [task.id, task]));
  const current = new Map(newTasks.map((task) => [task.id, task]));
  const changed = newTasks.flatMap((task) => {
    const previous = old.get(task.id);
    if (!previous) return [];
    const fields = [
      ...diffFields(meaningOf(previous), meaningOf(task)),
      ...diffOrder(previous, task, oldTransitions, newTransitions),
    ];
    return fields.length === 0 ? [] : [{ taskId: task.id, fields }];
  });
  return {
    tasks: {
      added: newTasks.filter((task) => !old.has(task.id)).map((task) => task.id),
      removed: oldTasks.filter((task) => !current.has(task.id)).map((task) => task.id),
      changed,
    },
    transitions: {
      added: withoutMatches(newTransitions, oldTransitions),
      removed: withoutMatches(oldTransitions, newTransitions),
    },
    definition: diffFields(oldRest, newRest),
  };
}

function meaningOf(task: Task): Record<string, unknown> {
  const { id: _, position: __, ...meaning } = task;
  return meaning;
}

function diffFields(before: unknown, after: unknown, field = ''): FieldChange[] {
  if (isSameJson(before, after)) return [];
  if (isJsonObject(before) && isJsonObject(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].flatMap((name) =>
      diffFields(memberOf(before, name), memberOf(after, name), field === '' ? name : `${field}.${name}`),
    );
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item, index) => diffFields(item, after[index], `${field}[${index}]`));
  }
  return [{ field, before: before ?? null, after: after ?? null }];
}

function memberOf(object: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The transitions of the first list that the second has not; each of the second answers for one. */
function withoutMatches(list: readonly Transition[], other: readonly Transition[]): Transition[] {
  const counts = new Map<string, number>();
  for (const transition of other) counts.set(keyOf(transition), (counts.get(keyOf(transition)) ?? 0) + 1);
  return list.filter((transition) => {
    const left = counts.get(keyOf(transition)) ?? 0;
    counts.set(keyOf(transition), left - 1);
    return left <= 0;
  });
}

/** Equal for transitions of equal meaning. */
function keyOf({ from, to, on, when, otherwise }: Transition): string {
  return JSON.stringify([
    from,
    to,
    on === undefined ? null : [on].flat().toSorted(),
    when ?? null,
    otherwise ?? false,
  ]);
}

function diffOrder(
  before: Task,
  after: Task,
  oldTransitions: readonly Transition[],
  newTransitions: readonly Transition[],
): FieldChange[] {
  if (before.split !== 'first' || after.split !== 'first') return [];
  const old = oldTransitions.filter(({ from }) => from === before.id);
  const current = newTransitions.filter(({ from }) => from === after.id);
  const kept = old.filter((transition) => !withoutMatches([transition], current).length).map(keyOf);
  const now = current.filter((transition) => !withoutMatches([transition], old).length).map(keyOf);
  if (isSameJson(kept, now)) return [];
  return [{ field: 'transitions', before: old.map(({ to }) => to), after: current.map(({ to }) => to) }];
}
