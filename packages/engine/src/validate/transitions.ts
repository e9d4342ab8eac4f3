import { findOutcomes, followedOutcomes, isFailure } from './outcomes.ts';
import type { Outline, OutlineTask, OutlineTransition } from './outline.ts';
import type { Report } from './problems.ts';
import { listNames, suggestName } from './suggest.ts';

/** Ends, outcomes and conditions of the transitions, each on its own and beside those of the same task. */
export function checkTransitions(outline: Outline, report: Report): void {
  const seen = new Map<string, number>();
  const outgoing = new Map<OutlineTask, OutlineTransition[]>();
  for (const transition of outline.transitions) {
    checkEnds(transition, outline, report);
    checkDuplicate(transition, seen, report);
    const from = outline.byId.get(transition.from);
    if (!from) continue;
    checkOutcomes(transition, from, report);
    const others = outgoing.get(from) ?? [];
    outgoing.set(from, others);
    checkOtherwise(transition, from, others, report);
    others.push(transition);
  }
  for (const task of outline.byId.values()) checkHandled(task, outgoing.get(task) ?? [], report);
}

function checkEnds(transition: OutlineTransition, outline: Outline, report: Report): void {
  const ends = [
    ['from', transition.from, transition.to],
    ['to', transition.to, transition.from],
  ] as const;
  for (const [field, id, other] of ends) {
    if (outline.byId.has(id)) continue;
    const taskId = outline.byId.has(other) ? other : undefined;
    const words =
      field === 'to'
        ? `The transition from "${other}" leads to "${id}"`
        : `The transition to "${other}" comes from "${id}"`;
    report(
      'transition_dangling',
      { taskId, transition: transition.index, field },
      `${words}, and there is no such task.`,
      suggestName(
        id,
        outline.byId.keys(),
        `Connect it to one of ${listNames(outline.byId.keys())}, or remove it.`,
      ),
    );
  }
}

function checkDuplicate(transition: OutlineTransition, seen: Map<string, number>, report: Report): void {
  const { index, from, to, on, when, otherwise } = transition;
  const key = JSON.stringify([from, to, on?.toSorted() ?? null, when ?? null, otherwise]);
  const first = seen.get(key);
  if (first === undefined) {
    seen.set(key, index);
    return;
  }
  const message = `The transition from "${from}" to "${to}" stands in the list twice (${first} and ${index}).`;
  report('transition_duplicate', { taskId: from, transition: index }, message);
}

function checkOutcomes(transition: OutlineTransition, from: OutlineTask, report: Report): void {
  const { index, on } = transition;
  const outcomes = findOutcomes(from);
  if (!outcomes) return;
  const place = { taskId: from.id, transition: index, field: 'on' };
  if (from.descriptor?.kind === 'end') {
    const message = `"${from.id}" is an end, and a transition leaves it.`;
    report('end_with_transitions', { taskId: from.id, transition: index, field: 'from' }, message);
    return;
  }
  const choices = listNames(outcomes.possible);
  if (on === undefined) {
    if (from.descriptor?.mainOutcome !== null) return;
    const message = `The transition from "${from.id}" must say which outcome it follows: ${from.type} has no main one.`;
    report('outcome_required', place, message, `Set "on" to one of ${choices}.`);
    return;
  }
  if (!outcomes.closed) return;
  for (const outcome of on) {
    if (outcomes.possible.has(outcome)) continue;
    const message = `"${from.id}" never ends with "${outcome}".`;
    report(
      'outcome_unknown',
      place,
      message,
      suggestName(outcome, outcomes.possible, `Use one of ${choices}.`),
    );
  }
}

function checkOtherwise(
  transition: OutlineTransition,
  from: OutlineTask,
  others: readonly OutlineTransition[],
  report: Report,
): void {
  if (!transition.otherwise) return;
  const place = { taskId: from.id, transition: transition.index, field: 'otherwise' };
  if (transition.when !== undefined) {
    const message = `The transition from "${from.id}" to "${transition.to}" has "otherwise" and "when".`;
    report('otherwise_with_condition', place, message);
  }
  const own = new Set(followedOutcomes(transition, from));
  const rival = others.find(
    (other) => other.otherwise && followedOutcomes(other, from).some((one) => own.has(one)),
  );
  if (rival) {
    const message = `"${from.id}" has more than one "otherwise" for the same outcome (transitions ${rival.index} and ${transition.index}).`;
    report('otherwise_duplicate', place, message);
  }
}

/** Warns of outcomes that end a path. A task where a path simply ends, with nothing after it, is no news. */
function checkHandled(task: OutlineTask, outgoing: readonly OutlineTransition[], report: Report): void {
  const outcomes = findOutcomes(task);
  if (!outcomes || task.descriptor?.kind === 'end') return;
  // Which outcome such a transition follows is not known yet; outcome_required tells of it.
  if (task.descriptor?.mainOutcome === null && outgoing.some(({ on }) => on === undefined)) return;
  const followed = new Set(outgoing.flatMap((transition) => followedOutcomes(transition, task)));
  const goesOn = [...followed].some((outcome) => !isFailure(outcome));
  if (!goesOn && task.descriptor?.mainOutcome !== null) return;
  for (const outcome of outcomes.declared) {
    if (isFailure(outcome) || followed.has(outcome)) continue;
    report(
      'outcome_unhandled',
      { taskId: task.id },
      `Nothing follows when "${task.id}" ends with "${outcome}": the path ends there.`,
      `Add a transition with "on": "${outcome}", or accept that the path ends there.`,
    );
  }
}
