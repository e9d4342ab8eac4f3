import { type Definition, parseDuration, type TaskTypeDescriptor } from '@innoflow/contracts';
import { compileExpression } from './expression.ts';
import type { Plan, PlanTask, PlanTransition } from './plan.ts';
import { Reachability } from './reachability.ts';
import { compileTemplate } from './template.ts';

/**
 * Compiles a valid definition. Validate first: a definition with errors makes this throw, with a message for
 * developers only.
 */
export function compilePlan(definition: Definition, catalog: ReadonlyMap<string, TaskTypeDescriptor>): Plan {
  const indexOf = new Map(definition.tasks.map((task, index) => [task.id, index]));
  const incoming: number[][] = definition.tasks.map(() => []);
  const outgoing: number[][] = definition.tasks.map(() => []);

  const transitions = definition.transitions.map((transition, index): PlanTransition => {
    const from = indexOf.get(transition.from);
    const to = indexOf.get(transition.to);
    const task = from === undefined ? undefined : definition.tasks[from];
    const type = task && catalog.get(task.type);
    if (from === undefined || to === undefined || !type) throw new Error(`transition ${index} is dangling`);
    outgoing[from]?.push(index);
    incoming[to]?.push(index);
    const main = type.mainOutcome === null ? [] : [type.mainOutcome];
    const on = transition.on === undefined ? main : [transition.on].flat();
    const when = transition.when === undefined ? null : compileExpression(transition.when);
    return { index, from, to, on, when, otherwise: transition.otherwise === true };
  });

  const tasks = definition.tasks.map((task, index): PlanTask => {
    const type = catalog.get(task.type);
    if (!type) throw new Error(`task ${task.id} has the unknown type ${task.type}`);
    return {
      index,
      id: task.id,
      definition: task,
      type,
      config: compileTemplate(task.config, { raw: type.expressions, field: 'config' }),
      join: task.join,
      split: task.split,
      retry: task.retry ?? null,
      timeoutMs: milliseconds(task.timeout),
      onError: task.onError,
      incoming: incoming[index] ?? [],
      outgoing: outgoing[index] ?? [],
    };
  });

  return {
    definition,
    tasks,
    transitions,
    starts: tasks.filter((task) => task.incoming.length === 0).map((task) => task.index),
    reachability: new Reachability(
      tasks.map((task) => task.outgoing.flatMap((index) => transitions[index]?.to ?? [])),
    ),
    output: definition.output === undefined ? null : compileTemplate(definition.output, { field: 'output' }),
    timeoutMs: milliseconds(definition.settings?.timeout),
  };
}

function milliseconds(duration: string | undefined): number | null {
  return duration === undefined ? null : (parseDuration(duration) ?? null);
}
