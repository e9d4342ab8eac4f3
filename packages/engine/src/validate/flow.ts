import { Reachability } from '../reachability.ts';
import { findOutcomes, followedOutcomes, isFailure } from './outcomes.ts';
import type { Outline, OutlineTask, OutlineTransition } from './outline.ts';
import type { Report } from './problems.ts';
import { listNames } from './suggest.ts';

/** The graph of tasks and the transitions that have both ends. */
export type Flow = {
  readonly tasks: readonly OutlineTask[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** By index of the task that they leave, in the order of the definition. */
  readonly outgoing: readonly (readonly FlowTransition[])[];
  readonly starts: readonly number[];
  readonly reachability: Reachability;
};

export type FlowTransition = {
  readonly transition: OutlineTransition;
  readonly from: number;
  readonly to: number;
  readonly outcomes: readonly string[];
};

export function buildFlow(outline: Outline): Flow {
  const tasks = [...outline.byId.values()];
  const indexOf = new Map(tasks.map((task, index) => [task.id, index]));
  const outgoing: FlowTransition[][] = tasks.map(() => []);
  const hasIncoming = new Set<number>();
  for (const transition of outline.transitions) {
    const from = indexOf.get(transition.from);
    const to = indexOf.get(transition.to);
    const task = from === undefined ? undefined : tasks[from];
    if (from === undefined || to === undefined || !task) continue;
    outgoing[from]?.push({ transition, from, to, outcomes: followedOutcomes(transition, task) });
    hasIncoming.add(to);
  }
  return {
    tasks,
    indexOf,
    outgoing,
    starts: tasks.flatMap((_, index) => (hasIncoming.has(index) ? [] : [index])),
    reachability: new Reachability(outgoing.map((list) => list.map(({ to }) => to))),
  };
}

/** Whether one task can have run before another starts; in a loop that holds for each task of it, itself included. */
export function canRunBefore(flow: Flow, earlier: string, later: string): boolean {
  const from = flow.indexOf.get(earlier);
  const to = flow.indexOf.get(later);
  return from !== undefined && to !== undefined && flow.reachability.reaches(from, to);
}

/** Where runs start, what they can never reach, and loops that they can never leave. */
export function checkFlow(flow: Flow, report: Report): void {
  if (flow.tasks.length === 0) return;
  if (flow.starts.length === 0) {
    report(
      'start_missing',
      {},
      'Every task has an incoming transition, so a run has nowhere to start.',
      `Remove the transitions that lead to the first task, such as "${flow.tasks[0]?.id}".`,
    );
    checkLoops(flow, report);
    return;
  }
  const reached = reach(flow, () => true);
  for (const [index, task] of flow.tasks.entries()) {
    if (reached.has(index)) continue;
    const message = `No path from a start leads to "${task.id}": it waits for tasks that wait for it.`;
    report('task_unreachable', { taskId: task.id }, message);
  }
  checkNeverTaken(flow, reached, report);
  checkLoops(flow, report);
}

function reach(flow: Flow, follows: (transition: FlowTransition) => boolean): Set<number> {
  const reached = new Set(flow.starts);
  for (const index of reached) {
    for (const transition of flow.outgoing[index] ?? []) if (follows(transition)) reached.add(transition.to);
  }
  return reached;
}

/** Tasks whose incoming transitions can all never be taken: no token will ever come. */
function checkNeverTaken(flow: Flow, reached: ReadonlySet<number>, report: Report): void {
  const startable = reach(flow, (transition) => findObstacle(flow, transition) === undefined);
  for (const index of reached) {
    if (startable.has(index)) continue;
    const blocked = [...startable]
      .flatMap((from) => flow.outgoing[from] ?? [])
      .filter((transition) => transition.to === index);
    const [first] = blocked;
    const task = flow.tasks[index];
    if (!first || !task) continue;
    report(
      'join_never_starts',
      { taskId: task.id, transition: first.transition.index },
      `"${task.id}" can never start: the transition from "${first.transition.from}" is never taken, because ${findObstacle(flow, first)}.`,
      'Give one of its incoming transitions a condition or an outcome that can hold, or remove the task.',
    );
  }
}

/** Why a transition can never be taken; undefined when it can. */
function findObstacle(flow: Flow, candidate: FlowTransition): string | undefined {
  const task = flow.tasks[candidate.from];
  if (!task?.descriptor) return undefined;
  if (task.descriptor.kind === 'end') return 'an end has nothing after it';
  if (candidate.transition.when?.trim() === 'false') return 'its condition is always false';
  const siblings = flow.outgoing[candidate.from] ?? [];
  const rivals = siblings.filter((sibling) => sibling !== candidate && isUnconditional(sibling));
  const covers = (list: readonly FlowTransition[]): boolean =>
    candidate.outcomes.length > 0 &&
    candidate.outcomes.every((outcome) => list.some((rival) => rival.outcomes.includes(outcome)));
  if (candidate.transition.otherwise && covers(rivals)) {
    return 'it is an "otherwise" beside a transition without a condition';
  }
  if (task.split === 'first' && covers(rivals.slice(0, countBefore(rivals, candidate)))) {
    return 'an earlier transition without a condition is always the first';
  }
  return undefined;
}

function countBefore(list: readonly FlowTransition[], candidate: FlowTransition): number {
  return list.filter(({ transition }) => transition.index < candidate.transition.index).length;
}

function isUnconditional({ transition }: FlowTransition): boolean {
  return transition.when === undefined && !transition.otherwise;
}

/** Loops in which every token always makes another one, so that the run can never finish. */
function checkLoops(flow: Flow, report: Report): void {
  const done = new Set<number>();
  for (const index of flow.tasks.keys()) {
    if (done.has(index) || !flow.reachability.reaches(index, index)) continue;
    const loop = new Set(
      [...flow.tasks.keys()].filter(
        (other) => flow.reachability.reaches(index, other) && flow.reachability.reaches(other, index),
      ),
    );
    for (const member of loop) done.add(member);
    if ([...loop].some((member) => canStop(flow, member, loop)) || canTerminate(flow, index)) continue;
    const names = [...loop].map((member) => flow.tasks[member]?.id ?? '');
    report(
      'loop_without_exit',
      { taskId: flow.tasks[index]?.id },
      names.length === 1
        ? `"${names[0]}" leads back to itself in any case, so a run never ends.`
        : `The loop of ${listNames(names)} has no way out, so a run never ends.`,
      'Give a transition of the loop a condition, or an outcome that leads out of it.',
    );
  }
}

/** Whether a token at the task can end, or go on outside the loop only. */
function canStop(flow: Flow, index: number, loop: ReadonlySet<number>): boolean {
  const task = flow.tasks[index];
  const outcomes = task && findOutcomes(task);
  if (!outcomes?.closed || task?.descriptor?.kind === 'end') return true;
  const outgoing = flow.outgoing[index] ?? [];
  return [...outcomes.possible].some((outcome) => {
    const matching = outgoing.filter((transition) => transition.outcomes.includes(outcome));
    if (matching.length === 0) return !isFailure(outcome);
    return task?.split === 'first' ? firstCanStop(matching, loop) : allCanStop(matching, loop);
  });
}

function allCanStop(matching: readonly FlowTransition[], loop: ReadonlySet<number>): boolean {
  const always = matching.filter(isUnconditional);
  if (always.length > 0) return always.every(({ to }) => !loop.has(to));
  const fallback = matching.find(({ transition }) => transition.otherwise);
  if (!fallback || !loop.has(fallback.to)) return true;
  return matching.some(({ transition, to }) => transition.when !== undefined && !loop.has(to));
}

function firstCanStop(matching: readonly FlowTransition[], loop: ReadonlySet<number>): boolean {
  const last = matching.findIndex(isUnconditional);
  const candidates =
    last === -1 ? matching : matching.slice(0, last + 1).filter((one) => !one.transition.otherwise);
  const canMatchNone = last === -1 && !matching.some(({ transition }) => transition.otherwise);
  return canMatchNone || candidates.some(({ to }) => !loop.has(to));
}

/** Whether an end that ends the whole run can be reached. */
function canTerminate(flow: Flow, from: number): boolean {
  return flow.tasks.some(
    (task, index) =>
      task.descriptor?.kind === 'end' &&
      Boolean(task.config.terminate) &&
      flow.reachability.reaches(from, index),
  );
}
