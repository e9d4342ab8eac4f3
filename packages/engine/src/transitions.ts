import type { Scope } from './expression.ts';
import type { Plan, PlanTask, PlanTransition } from './plan.ts';

/**
 * Which outgoing transitions an outcome follows (DESIGN.md section 4, Tokens): of those whose `on` matches and whose
 * `when` holds, all or the first; `otherwise` when none was. An error or timeout that nothing follows goes on over the
 * main outcome when the task says `onError: continue`. Returns indices; throws ExpressionError when a `when` fails.
 */
export function chooseTransitions(
  plan: Plan,
  task: PlanTask,
  outcome: string,
  scope: () => Scope,
): number[] | Promise<number[]> {
  const chosen = choose(plan, task, outcome, scope);
  if (task.onError === 'fail' || (outcome !== 'error' && outcome !== 'timeout')) return chosen;
  const main = task.type.mainOutcome;
  const orMain = (taken: number[]): number[] | Promise<number[]> =>
    taken.length > 0 || main === null ? taken : choose(plan, task, main, scope);
  return chosen instanceof Promise ? chosen.then(orMain) : orMain(chosen);
}

function choose(
  plan: Plan,
  task: PlanTask,
  outcome: string,
  scope: () => Scope,
): number[] | Promise<number[]> {
  const taken: number[] = [];
  let fallback: PlanTransition | undefined;
  const walk = (from: number): number[] | Promise<number[]> => {
    for (let position = from; position < task.outgoing.length; position += 1) {
      const transition = at(plan, task, position);
      if (!transition.on.includes(outcome)) continue;
      if (transition.otherwise) {
        fallback ??= transition;
        continue;
      }
      const holds = transition.when === null ? true : transition.when.evaluate(scope());
      if (holds instanceof Promise) {
        return holds.then((value) => (take(transition, value) ? taken : walk(position + 1)));
      }
      if (take(transition, holds)) return taken;
    }
    return taken.length === 0 && fallback ? [fallback.index] : taken;
  };
  /** Notes the transition when its condition holds; true when no further one is to be looked at. */
  const take = (transition: PlanTransition, holds: unknown): boolean => {
    if (!isTrue(holds)) return false;
    taken.push(transition.index);
    return task.split === 'first';
  };
  return walk(0);
}

function at(plan: Plan, task: PlanTask, position: number): PlanTransition {
  const transition = plan.transitions[task.outgoing[position] ?? -1];
  if (!transition) throw new Error(`task ${task.id} has no outgoing transition ${position}`);
  return transition;
}

/** JSONata's $boolean: empty text, 0, null, empty lists and objects are false; a missing value is false. */
export function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 1 ? isTrue(value[0]) : value.some(isTrue);
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return typeof value === 'function' ? false : Boolean(value);
}
