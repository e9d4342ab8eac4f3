import type { z } from 'zod';
import type {
  EffectContext,
  MaybePromise,
  PureContext,
  TaskContext,
  TaskResult,
  TaskType,
  Wait,
  WakeCause,
} from '../define-task.ts';

/** Each gives the config to the task as the runtime does: parsed by its schema. */
export function runPure<C extends z.ZodType>(
  task: TaskType<C>,
  config: z.input<C>,
  context: PureContext,
): MaybePromise<TaskResult> {
  if (task.kind !== 'pure') throw new Error(`${task.type} is not pure`);
  return task.run(task.config.parse(config), context);
}

export async function runEffect<C extends z.ZodType>(
  task: TaskType<C>,
  config: z.input<C>,
  context: EffectContext,
): Promise<TaskResult> {
  if (task.kind !== 'effect') throw new Error(`${task.type} is not an effect`);
  return task.run(task.config.parse(config), context);
}

export function beginWait<C extends z.ZodType>(
  task: TaskType<C>,
  config: z.input<C>,
  context: TaskContext,
): MaybePromise<Wait> {
  if (task.kind !== 'wait') throw new Error(`${task.type} does not wait`);
  return task.begin(task.config.parse(config), context);
}

export function resumeWait<C extends z.ZodType>(
  task: TaskType<C>,
  config: z.input<C>,
  cause: WakeCause,
  now: number,
): TaskResult {
  if (task.kind !== 'wait') throw new Error(`${task.type} does not wait`);
  return task.resume(task.config.parse(config), cause, now);
}

/** The fields that a config breaks, with what is wrong: `to: needs at least one address`. */
export function configProblems(task: TaskType, config: unknown): string[] {
  const parsed = task.config.safeParse(config);
  return parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}
