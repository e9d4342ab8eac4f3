import type { TaskTypeDescriptor } from '@innoflow/contracts';
import { describeTask, type TaskType } from './define-task.ts';

export type TaskRegistry = {
  find(type: string): TaskType | undefined;
  /** Throws for a type that is not registered. */
  get(type: string): TaskType;
  /** In the order of registration. */
  readonly descriptors: readonly TaskTypeDescriptor[];
};

/** The task types that an installation knows. Two of one name are a programming error. */
export function createTaskRegistry(tasks: readonly TaskType[]): TaskRegistry {
  const byType = new Map<string, TaskType>();
  for (const task of tasks) {
    if (byType.has(task.type)) throw new Error(`task type "${task.type}" is registered twice`);
    byType.set(task.type, task);
  }
  return {
    find: (type) => byType.get(type),
    get(type) {
      const task = byType.get(type);
      if (!task)
        throw new Error(`task type "${type}" is not registered; there are ${[...byType.keys()].join(', ')}`);
      return task;
    },
    descriptors: tasks.map(describeTask),
  };
}
