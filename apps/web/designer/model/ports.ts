import type { TaskTypeDescriptor } from '@innoflow/contracts';
import type { TaskView, TransitionView } from './draft-view.ts';
import { outcomesInList } from './task-edits.ts';

/**
 * A place on a card where transitions start, for one outcome. `main`: the only way on, at the middle of the card;
 * `labelled`: one of several, in a row of its own; `quiet`: error and timeout, at the bottom edge; `unknown`: an outcome
 * that the type does not have but a transition follows.
 */
export type Port = { readonly outcome: string; readonly kind: 'main' | 'labelled' | 'quiet' | 'unknown' };

/** Outcomes that a task can have, in the order of the type. */
export function outcomesOf(task: TaskView, descriptor: TaskTypeDescriptor | undefined): string[] {
  if (!descriptor) return ['success', 'error'];
  const own = descriptor.outcomesFrom
    ? outcomesInList(task.config[descriptor.outcomesFrom.list], descriptor.outcomesFrom.field).filter(Boolean)
    : [];
  const outcomes = new Set([...own, ...descriptor.outcomes]);
  if (descriptor.kind !== 'end') {
    outcomes.add('error');
    if (task.timeout !== undefined) outcomes.add('timeout');
  }
  return [...outcomes];
}

const QUIET: ReadonlySet<string> = new Set(['error', 'timeout']);

/** The ports of a task, given the outcomes that its outgoing transitions follow. */
export function portsOf(
  task: TaskView,
  descriptor: TaskTypeDescriptor | undefined,
  followed: Iterable<string>,
): Port[] {
  const outcomes = outcomesOf(task, descriptor);
  const loud = outcomes.filter((outcome) => !QUIET.has(outcome));
  const quiet = outcomes.filter((outcome) => QUIET.has(outcome));
  const unknown = [...new Set(followed)].filter((outcome) => !outcomes.includes(outcome));
  const single = loud.length === 1 && unknown.length === 0;
  return [
    ...loud.map((outcome): Port => ({ outcome, kind: single ? 'main' : 'labelled' })),
    ...unknown.map((outcome): Port => ({ outcome, kind: 'unknown' })),
    ...quiet.map((outcome): Port => ({ outcome, kind: 'quiet' })),
  ];
}

/** The outcomes that a transition follows, with the main outcome in place of a missing `on`; empty when there is none. */
export function followedOutcomes(
  transition: TransitionView,
  descriptor: TaskTypeDescriptor | undefined,
): readonly string[] {
  if (transition.on) return transition.on;
  const main = descriptor ? descriptor.mainOutcome : 'success';
  return main === null ? [] : [main];
}

/** The port that a transition is drawn from; undefined when it says no outcome and the type has no main one. */
export function startPort(
  transition: TransitionView,
  descriptor: TaskTypeDescriptor | undefined,
): string | undefined {
  return followedOutcomes(transition, descriptor)[0];
}
