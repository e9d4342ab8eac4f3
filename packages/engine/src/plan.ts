import type { Definition, RetryPolicy, Task, TaskTypeDescriptor } from '@innoflow/contracts';
import type { Expression } from './expression.ts';
import type { Reachability } from './reachability.ts';
import type { Template } from './template.ts';

/** A compiled definition: everything that running it needs, by index, made once and shared by all its runs. */
export type Plan = {
  readonly definition: Definition;
  readonly tasks: readonly PlanTask[];
  readonly transitions: readonly PlanTransition[];
  /** Tasks without incoming transitions: a run starts with a token on each. */
  readonly starts: readonly number[];
  readonly reachability: Reachability;
  readonly output: Template | null;
  /** Milliseconds from the start to the run's timeout; null without one. */
  readonly timeoutMs: number | null;
};

export type PlanTask = {
  readonly index: number;
  readonly id: string;
  readonly definition: Task;
  readonly type: TaskTypeDescriptor;
  readonly config: Template;
  readonly join: Task['join'];
  readonly split: Task['split'];
  readonly retry: RetryPolicy | null;
  readonly timeoutMs: number | null;
  readonly onError: Task['onError'];
  /** Indices of transitions. */
  readonly incoming: readonly number[];
  readonly outgoing: readonly number[];
};

export type PlanTransition = {
  readonly index: number;
  /** Indices of tasks. */
  readonly from: number;
  readonly to: number;
  /** The outcomes that it follows. */
  readonly on: readonly string[];
  readonly when: Expression | null;
  readonly otherwise: boolean;
};
