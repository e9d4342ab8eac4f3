/**
 * The engine: `decide(plan, state, event) → { state, commands }`. No I/O, no clock, no random, no logger.
 *
 * Invariants (DESIGN.md section 5):
 * E1  Equal plan and equal events give equal state and commands: only the arguments are read, and every iteration
 *     goes in the order of insertion or of the definition.
 * D1  A live token is either an active task run or a pending join, and `live` counts exactly those.
 * D2  After each event either something is active, or the run has finished: settle() starts what waits only on
 *     each other, and ends the run when no token is left.
 * D3  Positions grow by one for each start and each end, in the order of the commands.
 */
import type { RunError } from '@innoflow/contracts';
import type { Command, Decision, RunEvent } from './events.ts';
import { blockedOnlyByEachOther, canStillArrive } from './joins.ts';
import type { Plan } from './plan.ts';
import type { ActiveTaskRun, Lineage, RunState } from './state.ts';

/** Task runs that one run may start; more means a loop that does not end. */
export const MAX_TASK_RUNS = 1_000_000;

type Step = { plan: Plan; state: RunState; commands: Command[] };
type EventOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;

/** Takes over `state` and gives it back changed; the caller does not use the old value again. */
export function decide(plan: Plan, state: RunState, event: RunEvent): Decision {
  const step: Step = { plan, state, commands: [] };
  if (state.status === 'running') handlers[event.type](step, event as never); // the table pairs each type with its handler
  return { state, commands: step.commands };
}

const handlers: { [T in RunEvent['type']]: (step: Step, event: EventOf<T>) => void } = {
  'run.started': (step) => {
    for (const taskIndex of step.plan.starts) startTask(step, taskIndex, undefined, null);
    settle(step);
  },
  'task.ended': (step, event) => {
    const { state, plan } = step;
    const run = takeActive(state, event.seq);
    if (!run) return;
    state.lastSeq += 1;
    const end = plan.tasks[run.taskIndex]?.type.kind === 'end';
    if (!end) {
      state.results[run.taskIndex] = { outcome: event.outcome, output: event.output, error: event.error };
    }
    if (event.fault) return finish(step, 'failed', event.fault);
    if (event.terminate) return finish(step, 'succeeded', null);
    if (event.taken.length === 0 && (event.outcome === 'error' || event.outcome === 'timeout')) {
      if (plan.tasks[run.taskIndex]?.onError === 'fail') return finish(step, 'failed', event.error);
    }
    for (const index of event.taken) arrive(step, index, end ? run.previous : event.output, run.lineage);
    settle(step);
  },
  'attempt.failed': (step, event) => {
    const run = step.state.active.get(event.seq);
    if (!run) return;
    step.state.lastSeq += 1;
    run.phase = 'retrying';
    run.retryAt = event.retryAt;
  },
  'retry.due': (step, event) => {
    const { state } = step;
    const run = state.active.get(event.seq);
    if (run?.phase !== 'retrying') return;
    state.active.delete(event.seq);
    state.lastSeq += 1;
    const next: ActiveTaskRun = {
      ...run,
      seq: state.lastSeq,
      attempt: run.attempt + 1,
      phase: 'started',
      retryAt: null,
    };
    state.active.set(next.seq, next);
    step.commands.push({ type: 'start', seq: next.seq });
  },
  'run.cancelled': (step) => finish(step, 'cancelled', null),
  'run.timedOut': (step, event) => finish(step, 'failed', event.error),
};

/** A token arrives over a transition. */
function arrive(step: Step, transitionIndex: number, previous: unknown, lineage: Lineage | null): void {
  const { plan, state } = step;
  const transition = plan.transitions[transitionIndex];
  const task = transition && plan.tasks[transition.to];
  if (!task) throw new Error(`transition ${transitionIndex} is not in the plan`);
  if (task.join === 'each') return startTask(step, task.index, previous, lineage);
  if (task.join === 'any') {
    if (task.incoming.length < 2) return startTask(step, task.index, previous, lineage);
    return arriveAtAny(step, task.index, transitionIndex, previous, lineage);
  }
  const waiting = state.pending.get(task.index);
  if (waiting) {
    waiting.previous = previous;
    waiting.lineage = merge(waiting.lineage, lineage);
    return;
  }
  state.pending.set(task.index, { taskIndex: task.index, previous, lineage });
  count(state, task.index, 1);
}

/**
 * Join `any`: the first arrival of a round starts the task, the others of the round are absorbed. An arrival belongs
 * to the round after the last one of its own transition, and to a later round than the one that it comes from, so
 * that a loop back to the task begins a new round.
 */
function arriveAtAny(
  step: Step,
  taskIndex: number,
  over: number,
  previous: unknown,
  lineage: Lineage | null,
): void {
  const { rounds } = step.state;
  let round = rounds.get(taskIndex);
  if (!round) rounds.set(taskIndex, (round = { fired: 0, arrivals: new Map() }));
  const belongsTo = Math.max(round.arrivals.get(over) ?? 0, lineage?.[taskIndex] ?? 0) + 1;
  round.arrivals.set(over, belongsTo);
  if (belongsTo <= round.fired) return;
  round.fired = belongsTo;
  startTask(step, taskIndex, previous, { ...lineage, [taskIndex]: belongsTo });
}

function startTask(step: Step, taskIndex: number, previous: unknown, lineage: Lineage | null): void {
  const { plan, state } = step;
  const task = plan.tasks[taskIndex];
  if (!task || state.status !== 'running') return;
  state.started += 1;
  if (state.started > MAX_TASK_RUNS) {
    return finish(step, 'failed', {
      code: 'task_limit',
      message: `The run started more than ${MAX_TASK_RUNS} tasks; the last was ${task.id}.`,
      taskId: task.id,
    });
  }
  state.lastSeq += 1;
  const seq = state.lastSeq;
  state.active.set(seq, {
    seq,
    firstSeq: seq,
    taskIndex,
    path: task.id,
    attempt: 1,
    phase: 'started',
    retryAt: null,
    previous,
    lineage,
  });
  count(state, taskIndex, 1);
  step.commands.push({ type: 'start', seq });
}

/** Starts the joins that nothing can still arrive at, and ends the run when no token is left. */
function settle(step: Step): void {
  const { plan, state } = step;
  if (state.status !== 'running') return;
  if (state.pending.size > 0) {
    const ready = [...state.pending.values()].filter((join) => !canStillArrive(plan, state, join.taskIndex));
    const due = ready.length > 0 ? ready : blockedOnlyByEachOther(plan, state);
    for (const join of due) {
      state.pending.delete(join.taskIndex);
      count(state, join.taskIndex, -1);
    }
    for (const join of due) startTask(step, join.taskIndex, join.previous, join.lineage);
  }
  if (state.active.size === 0 && state.pending.size === 0) finish(step, 'succeeded', null);
}

function finish(step: Step, status: 'succeeded' | 'failed' | 'cancelled', error: RunError | null): void {
  const { state, commands } = step;
  for (const run of state.active.values()) {
    state.lastSeq += 1;
    commands.push({ type: 'abort', seq: run.seq, endedSeq: state.lastSeq, taskIndex: run.taskIndex });
  }
  state.active.clear();
  state.pending.clear();
  state.live.clear();
  state.status = status;
  state.error = error;
  commands.push({ type: 'finish', status });
}

function takeActive(state: RunState, seq: number): ActiveTaskRun | undefined {
  const run = state.active.get(seq);
  if (!run) return undefined;
  state.active.delete(seq);
  count(state, run.taskIndex, -1);
  return run;
}

function count(state: RunState, taskIndex: number, by: 1 | -1): void {
  const tokens = (state.live.get(taskIndex) ?? 0) + by;
  if (tokens === 0) state.live.delete(taskIndex);
  else state.live.set(taskIndex, tokens);
}

function merge(a: Lineage | null, b: Lineage | null): Lineage | null {
  if (!a || !b || a === b) return a ?? b;
  const merged: Record<number, number> = { ...a };
  for (const [task, round] of Object.entries(b))
    merged[Number(task)] = Math.max(round, merged[Number(task)] ?? 0);
  return merged;
}
