import { type DefinitionInput, definitionSchema, type TaskTypeDescriptor } from '@innoflow/contracts';
import { compilePlan } from '../compile.ts';
import { decide } from '../decide.ts';
import type { Command, RunEvent } from '../events.ts';
import type { Plan } from '../plan.ts';
import { initialState, type RunState } from '../state.ts';
import { chooseTransitions } from '../transitions.ts';

/** A task type without any behaviour: the test says how each task run ends. */
function descriptor(type: string, changes: Partial<TaskTypeDescriptor> = {}): TaskTypeDescriptor {
  return {
    type,
    title: type,
    help: type,
    icon: 'box',
    family: 'logic',
    summary: '',
    configSchema: { type: 'object' },
    outcomes: ['success'],
    mainOutcome: 'success',
    kind: 'effect',
    expressions: [],
    ...changes,
  };
}

const catalog = new Map(
  [
    descriptor('step'),
    descriptor('choice', { mainOutcome: null, outcomes: ['a', 'b', 'c'] }),
    descriptor('end', { kind: 'end', mainOutcome: null, outcomes: [] }),
  ].map((type) => [type.type, type]),
);

/** `"a>b"` on the main outcome, `"a>b:rejected"` on another. Tasks are `step`, `choice` when any outcome is named. */
export function planOf(transitions: string[], tasks: Partial<DefinitionInput['tasks'][number]>[] = []): Plan {
  const parsed = transitions.map((text) => {
    const [from = '', to = '', on] = text.split(/[>:]/);
    return { from, to, on };
  });
  const ids = new Set([
    ...parsed.flatMap(({ from, to }) => [from, to]),
    ...tasks.map((task) => task.id ?? ''),
  ]);
  const definition: DefinitionInput = {
    tasks: [...ids].map((id) => {
      const given = tasks.find((task) => task.id === id);
      const choice = parsed.some(
        ({ from, on }) => from === id && on !== undefined && on !== 'error' && on !== 'timeout',
      );
      return { type: choice ? 'choice' : 'step', ...given, id };
    }),
    transitions: parsed.map(({ from, to, on }) => (on === undefined ? { from, to } : { from, to, on })),
  };
  return compilePlan(definitionSchema.parse(definition), catalog);
}

/** Drives a plan by hand: names of tasks in, commands out. */
export class Trace {
  readonly plan: Plan;
  readonly events: RunEvent[] = [];
  /** Ids of tasks in the order in which they started. */
  readonly started: string[] = [];
  state: RunState = initialState();

  constructor(plan: Plan) {
    this.plan = plan;
    this.send({ type: 'run.started' });
  }

  send(event: RunEvent): Command[] {
    this.events.push(event);
    const { state, commands } = decide(this.plan, this.state, event);
    this.state = state;
    for (const command of commands) {
      const active = command.type === 'start' ? state.active.get(command.seq) : undefined;
      if (active) this.started.push(this.plan.tasks[active.taskIndex]?.id ?? '');
    }
    return commands;
  }

  /** Ends the oldest active task run of the task. */
  end(taskId: string, outcome = 'success', output: unknown = taskId): Command[] {
    const task = this.plan.tasks.find((candidate) => candidate.id === taskId);
    const active = [...this.state.active.values()].find((run) => run.taskIndex === task?.index);
    if (!task || !active) throw new Error(`${taskId} is not active; active are ${this.active.join(', ')}`);
    const taken = chooseTransitions(this.plan, task, outcome, () => ({}));
    if (taken instanceof Promise) throw new Error('these transitions have no conditions');
    const error = outcome === 'error' ? { code: 'test', message: 'failed', taskId } : null;
    return this.send({ type: 'task.ended', seq: active.seq, outcome, output, error, taken });
  }

  get active(): string[] {
    return [...this.state.active.values()].map((run) => this.plan.tasks[run.taskIndex]?.id ?? '');
  }
}
