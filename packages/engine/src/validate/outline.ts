import type { TaskTypeDescriptor } from '@innoflow/contracts';
import { isJsonObject } from '../json-schema/json-values.ts';

/**
 * What can be read of a definition that may be wrong anywhere: the further checks look at this, so that one wrong
 * field does not hide the other problems.
 */
export type Outline = {
  readonly tasks: readonly OutlineTask[];
  readonly transitions: readonly OutlineTransition[];
  /** The first task of each id. */
  readonly byId: ReadonlyMap<string, OutlineTask>;
};

export type OutlineTask = {
  readonly id: string;
  readonly type: string | undefined;
  readonly descriptor: TaskTypeDescriptor | undefined;
  readonly config: Readonly<Record<string, unknown>>;
  readonly split: 'all' | 'first';
  readonly hasRetry: boolean;
  readonly hasTimeout: boolean;
};

export type OutlineTransition = {
  /** In the definition. */
  readonly index: number;
  readonly from: string;
  readonly to: string;
  readonly on: readonly string[] | undefined;
  readonly when: string | undefined;
  readonly otherwise: boolean;
};

export function readOutline(
  definition: Readonly<Record<string, unknown>>,
  catalog: ReadonlyMap<string, TaskTypeDescriptor>,
): Outline {
  const tasks = list(definition.tasks).flatMap((task) => readTask(task, catalog));
  const byId = new Map<string, OutlineTask>();
  for (const task of tasks) if (!byId.has(task.id)) byId.set(task.id, task);
  return { tasks, byId, transitions: list(definition.transitions).flatMap(readTransition) };
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function readTask(task: unknown, catalog: ReadonlyMap<string, TaskTypeDescriptor>): OutlineTask[] {
  if (!isJsonObject(task) || typeof task.id !== 'string') return [];
  const type = typeof task.type === 'string' ? task.type : undefined;
  return [
    {
      id: task.id,
      type,
      descriptor: type === undefined ? undefined : catalog.get(type),
      config: isJsonObject(task.config) ? task.config : {},
      split: task.split === 'first' ? 'first' : 'all',
      hasRetry: task.retry !== undefined,
      hasTimeout: task.timeout !== undefined,
    },
  ];
}

function readTransition(transition: unknown, index: number): OutlineTransition[] {
  if (!isJsonObject(transition)) return [];
  const { from, to, on, when, otherwise } = transition;
  if (typeof from !== 'string' || typeof to !== 'string') return [];
  const outcomes = list([on].flat()).filter((outcome) => typeof outcome === 'string');
  return [
    {
      index,
      from,
      to,
      on: on === undefined ? undefined : outcomes,
      when: typeof when === 'string' ? when : undefined,
      otherwise: otherwise === true,
    },
  ];
}
