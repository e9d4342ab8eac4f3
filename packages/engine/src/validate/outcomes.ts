import { isJsonObject } from '../json-schema/json-values.ts';
import { hasExpression } from '../template-text.ts';
import type { OutlineTask, OutlineTransition } from './outline.ts';

/** What a task can end with. */
export type Outcomes = {
  /** Its type's own, in order. */
  readonly declared: ReadonlySet<string>;
  /** With `error` and `timeout`, which a transition may follow. */
  readonly possible: ReadonlySet<string>;
  /** False when an outcome in the config is filled in only when it runs. */
  readonly closed: boolean;
};

/** The outcomes of a task; undefined for an unknown type, which can have any. */
export function findOutcomes(task: OutlineTask): Outcomes | undefined {
  const { descriptor } = task;
  if (!descriptor) return undefined;
  const declared = new Set(descriptor.outcomes);
  let closed = true;
  const { outcomesFrom } = descriptor;
  if (outcomesFrom) {
    const entries = task.config[outcomesFrom.list];
    for (const entry of Array.isArray(entries) ? entries : []) {
      const outcome: unknown = isJsonObject(entry) ? entry[outcomesFrom.field] : undefined;
      if (typeof outcome !== 'string') continue;
      if (hasExpression(outcome)) closed = false;
      else declared.add(outcome);
    }
  }
  const possible = new Set(declared);
  if (descriptor.kind !== 'end') {
    possible.add('error');
    if (task.hasTimeout || descriptor.kind === 'effect' || descriptor.kind === 'wait')
      possible.add('timeout');
  }
  return { declared, possible, closed };
}

/** The outcomes that a transition follows: its `on`, or the main outcome of the type. */
export function followedOutcomes(transition: OutlineTransition, from: OutlineTask): readonly string[] {
  if (transition.on) return transition.on;
  const main = from.descriptor?.mainOutcome ?? null;
  return main === null ? [] : [main];
}

/** An outcome that, unfollowed, fails the run; any other ends its path. */
export function isFailure(outcome: string): boolean {
  return outcome === 'error' || outcome === 'timeout';
}
