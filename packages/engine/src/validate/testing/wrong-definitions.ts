import type { DefinitionProblem, ProblemCode } from '@innoflow/contracts';
import { http, isBig, link, task } from './parts.ts';

export type Case = {
  /** What is wrong, as the end of the test's name. */
  name: string;
  definition: unknown;
  problem: Partial<DefinitionProblem>;
  suggestion?: string;
  credentialNames?: string[];
};

/** At least one wrong definition for each code; a code without one does not compile. */
export const wrongDefinitions: Record<ProblemCode, Case[]> = {
  shape_invalid: [
    {
      name: 'a definition that is no object',
      definition: [],
      problem: { message: 'A definition must be an object; received [].' },
    },
    {
      name: 'a field of the wrong type',
      definition: { tasks: [task('a', 'set', {}, { join: 'some' })] },
      problem: {
        taskId: 'a',
        field: 'join',
        message: '"join" must be one of "all", "each", "any"; received "some".',
      },
    },
    {
      name: 'a duration that is none',
      definition: { tasks: [task('a', 'set', {}, { timeout: '5 parsecs' })] },
      problem: { taskId: 'a', field: 'timeout' },
    },
    {
      name: 'a retry out of bounds',
      definition: { tasks: [http('a', {}, { retry: { maxAttempts: 0 } })] },
      problem: {
        taskId: 'a',
        field: 'retry.maxAttempts',
        message: '"retry.maxAttempts" must be at least 1; received 0.',
      },
    },
    {
      name: 'a task without an id',
      definition: { tasks: [{ type: 'set' }] },
      problem: { field: 'tasks[0].id' },
    },
    {
      name: 'an id that is no identifier',
      definition: { tasks: [task('my-task')] },
      problem: { taskId: 'my-task', field: 'id' },
      suggestion: 'send_mail',
    },
    {
      name: 'a transition without an end',
      definition: { tasks: [task('a')], transitions: [{ from: 'a' }] },
      problem: { taskId: 'a', transition: 0, field: 'to', message: '"to" is required.' },
    },
  ],
  unknown_field: [
    {
      name: 'a field of a task',
      definition: { tasks: [task('a', 'set', {}, { tiemout: '5s' })] },
      problem: { taskId: 'a', field: 'tiemout' },
      suggestion: 'Did you mean "timeout"?',
    },
    {
      name: 'a field of a config',
      definition: { tasks: [http('a', { boddy: 1 })] },
      problem: { taskId: 'a', field: 'config.boddy' },
      suggestion: 'Did you mean "body"?',
    },
    {
      name: 'a field of the definition',
      definition: { tasks: [task('a')], outputs: {} },
      problem: { field: 'outputs' },
      suggestion: 'Did you mean "output"?',
    },
    {
      name: 'a field of a transition',
      definition: { tasks: [task('a'), task('b')], transitions: [link('a', 'b', { whem: 'true' })] },
      problem: { taskId: 'a', transition: 0, field: 'whem' },
      suggestion: 'Did you mean "when"?',
    },
  ],
  no_tasks: [
    { name: 'an empty list', definition: { tasks: [] }, problem: { field: 'tasks' } },
    { name: 'no list', definition: {}, problem: { field: 'tasks' } },
  ],
  duplicate_task_id: [
    {
      name: 'two tasks of one id',
      definition: { tasks: [task('a'), task('a')] },
      problem: { taskId: 'a', field: 'id' },
      suggestion: '"a_2"',
    },
  ],
  unknown_task_type: [
    {
      name: 'a type that is nearly right',
      definition: { tasks: [task('a', 'http.requst')] },
      problem: { taskId: 'a', field: 'type', message: 'There is no task type "http.requst".' },
      suggestion: 'Did you mean "http.request"?',
    },
    {
      name: 'a part of a type',
      definition: { tasks: [task('a', 'email')] },
      problem: { taskId: 'a', field: 'type' },
      suggestion: 'Did you mean "email.send"?',
    },
    {
      name: 'a type from elsewhere',
      definition: { tasks: [task('a', 'n8n-nodes-base.slack')] },
      problem: { taskId: 'a', field: 'type' },
      suggestion: 'Use one of condition, switch, set',
    },
  ],
  config_invalid: [
    {
      name: 'a missing field',
      definition: { tasks: [task('a', 'http.request', {})] },
      problem: { taskId: 'a', field: 'config.url', message: '"config.url" is required.' },
      suggestion: 'Give "config.url" a value.',
    },
    {
      name: 'a value that is not offered',
      definition: { tasks: [http('a', { method: 'FETCH' })] },
      problem: { taskId: 'a', field: 'config.method' },
    },
    {
      name: 'a duration that is none',
      definition: { tasks: [task('a', 'delay', { for: 'a while' })] },
      problem: { taskId: 'a', field: 'config.for' },
    },
    {
      name: 'two of two alternatives',
      definition: { tasks: [task('a', 'delay', { for: '5s', until: '2027-01-01' })] },
      problem: {
        taskId: 'a',
        field: 'config',
        message: '"config" must have exactly one of "for", "until"; it has 2.',
      },
    },
    {
      name: 'a form that is no JSON Schema',
      definition: {
        tasks: [
          task('a', 'approval', {
            form: { properties: { x: { type: 'txt' }, y: { type: '{{ input.type }}' } } },
          }),
        ],
      },
      problem: { taskId: 'a', field: 'config.form.properties.x.type' },
    },
    {
      name: 'a field inside a list',
      definition: { tasks: [task('a', 'switch', { cases: [{ when: 'true' }] })] },
      problem: { taskId: 'a', field: 'config.cases[0].outcome' },
    },
  ],
  transition_dangling: [
    {
      name: 'a transition to nowhere',
      definition: { tasks: [task('score'), task('notify')], transitions: [link('score', 'notfiy')] },
      problem: {
        taskId: 'score',
        transition: 0,
        field: 'to',
        message: 'The transition from "score" leads to "notfiy", and there is no such task.',
      },
      suggestion: 'Did you mean "notify"?',
    },
    {
      name: 'a transition from nowhere',
      definition: { tasks: [task('a')], transitions: [link('gone', 'a')] },
      problem: { taskId: 'a', transition: 0, field: 'from' },
    },
  ],
  transition_duplicate: [
    {
      name: 'two equal transitions',
      definition: {
        tasks: [isBig, task('a')],
        transitions: [
          link('check', 'a', { on: ['true', 'false'] }),
          link('check', 'a', { on: ['false', 'true'] }),
        ],
      },
      problem: { taskId: 'check', transition: 1 },
    },
  ],
  outcome_required: [
    {
      name: 'a transition from a condition without an outcome',
      definition: { tasks: [isBig, task('a')], transitions: [link('check', 'a')] },
      problem: { taskId: 'check', transition: 0, field: 'on' },
      suggestion: 'one of true, false, error',
    },
  ],
  outcome_unknown: [
    {
      name: 'an outcome that the type does not have',
      definition: {
        tasks: [task('review', 'approval'), task('a')],
        transitions: [link('review', 'a', { on: 'aproved' })],
      },
      problem: { taskId: 'review', transition: 0, field: 'on' },
      suggestion: 'Did you mean "approved"?',
    },
    {
      name: 'an outcome that no case of a switch has',
      definition: {
        tasks: [task('route', 'switch', { cases: [{ when: 'input.x = 1', outcome: 'bug' }] }), task('a')],
        transitions: [link('route', 'a', { on: ['bug', 'feature'] })],
      },
      problem: { taskId: 'route', transition: 0, field: 'on', message: '"route" never ends with "feature".' },
    },
    {
      name: 'the timeout of a task that has none',
      definition: { tasks: [task('a'), task('b')], transitions: [link('a', 'b', { on: 'timeout' })] },
      problem: { taskId: 'a', transition: 0, field: 'on' },
    },
  ],
  outcome_unhandled: [
    {
      name: 'a rejection that nothing follows',
      definition: { tasks: [task('review', 'approval'), task('a')], transitions: [link('review', 'a')] },
      problem: { severity: 'warning', taskId: 'review' },
      suggestion: '"on": "rejected"',
    },
    {
      name: 'the default of a switch that nothing follows',
      definition: {
        tasks: [task('route', 'switch', { cases: [{ when: 'input.x = 1', outcome: 'bug' }] }), task('a')],
        transitions: [link('route', 'a', { on: 'bug' })],
      },
      problem: { severity: 'warning', taskId: 'route' },
    },
  ],
  otherwise_with_condition: [
    {
      name: 'a transition with both',
      definition: {
        tasks: [task('a'), task('b')],
        transitions: [link('a', 'b', { when: 'input.x', otherwise: true })],
      },
      problem: { taskId: 'a', transition: 0, field: 'otherwise' },
    },
  ],
  otherwise_duplicate: [
    {
      name: 'two for one outcome',
      definition: {
        tasks: [task('a'), task('b'), task('c'), task('d')],
        transitions: [
          link('a', 'b', { when: 'input.x' }),
          link('a', 'c', { otherwise: true }),
          link('a', 'd', { otherwise: true, on: 'success' }),
        ],
      },
      problem: { taskId: 'a', transition: 2, field: 'otherwise' },
    },
  ],
  start_missing: [
    {
      name: 'tasks in a circle',
      definition: {
        tasks: [isBig, task('a')],
        transitions: [link('check', 'a', { on: 'true' }), link('a', 'check')],
      },
      problem: {},
      suggestion: 'such as "check"',
    },
  ],
  task_unreachable: [
    {
      name: 'a circle beside the path',
      definition: {
        tasks: [task('start'), isBig, task('a')],
        transitions: [link('check', 'a', { on: 'true' }), link('a', 'check')],
      },
      problem: { taskId: 'a' },
    },
  ],
  join_never_starts: [
    {
      name: 'an otherwise beside a transition without a condition',
      definition: {
        tasks: [task('a'), task('b'), task('c')],
        transitions: [link('a', 'b'), link('a', 'c', { otherwise: true })],
      },
      problem: { taskId: 'c', transition: 1 },
    },
    {
      name: 'what comes after the first that always holds',
      definition: {
        tasks: [task('a', 'set', {}, { split: 'first' }), task('b'), task('c')],
        transitions: [link('a', 'b'), link('a', 'c', { when: 'input.x' })],
      },
      problem: { taskId: 'c', transition: 1 },
    },
    {
      name: 'a condition that is always false',
      definition: { tasks: [task('a'), task('b')], transitions: [link('a', 'b', { when: 'false' })] },
      problem: { taskId: 'b', transition: 0 },
    },
  ],
  loop_without_exit: [
    {
      name: 'two tasks that always call each other',
      definition: {
        tasks: [task('start'), task('a'), task('b')],
        transitions: [link('start', 'a'), link('a', 'b'), link('b', 'a')],
      },
      problem: { taskId: 'a', message: 'The loop of a, b has no way out, so a run never ends.' },
    },
    {
      name: 'a branch that leaves while the loop goes on beside it',
      definition: {
        tasks: [task('start'), task('a'), task('b')],
        transitions: [link('start', 'a'), link('a', 'a'), link('a', 'b')],
      },
      problem: { taskId: 'a' },
    },
    {
      name: 'both outcomes of a condition leading back',
      definition: {
        tasks: [task('start'), isBig, task('a')],
        transitions: [
          link('start', 'check'),
          link('check', 'a', { on: ['true', 'false'] }),
          link('a', 'check'),
        ],
      },
      problem: { taskId: 'check' },
    },
  ],
  end_with_transitions: [
    {
      name: 'a transition from an end',
      definition: { tasks: [task('stop', 'end'), task('a')], transitions: [link('stop', 'a')] },
      problem: { taskId: 'stop', transition: 0 },
    },
  ],
  retry_without_effect: [
    {
      name: 'a retry on a pure task',
      definition: { tasks: [task('a', 'set', {}, { retry: { maxAttempts: 3 } })] },
      problem: { severity: 'warning', taskId: 'a', field: 'retry' },
    },
  ],
  expression_invalid: [
    {
      name: 'a condition of a transition that does not parse',
      definition: {
        tasks: [task('a'), task('b')],
        transitions: [link('a', 'b', { when: 'input.amount >' })],
      },
      problem: { taskId: 'a', transition: 0, field: 'when' },
      suggestion: 'ends too early',
    },
    {
      name: 'a condition of a task that does not parse',
      definition: { tasks: [task('check', 'condition', { if: 'input.a == 1' })] },
      problem: { taskId: 'check', field: 'config.if' },
      suggestion: 'single =',
    },
    {
      name: 'a case of a switch in braces',
      definition: {
        tasks: [task('route', 'switch', { cases: [{ when: '{{ input.x }}', outcome: 'bug' }] })],
      },
      problem: { taskId: 'route', field: 'config.cases[0].when' },
      suggestion: 'leave out the {{ and }}',
    },
    {
      name: 'a template that does not parse',
      definition: { tasks: [task('a', 'set', { values: { list: ['ok', '{{ $sum(input.x }}'] } })] },
      problem: { taskId: 'a', field: 'config.values.list[1]' },
      suggestion: 'A ) is missing.',
    },
    {
      name: 'a template without an end',
      definition: { tasks: [task('a')], output: { x: 'a {{ input.x' } },
      problem: { field: 'output.x' },
    },
  ],
  expression_unknown_name: [
    {
      name: 'a name that is nearly right',
      definition: { tasks: [task('a', 'set', { values: { x: '{{ imput.x }}' } })] },
      problem: { taskId: 'a', field: 'config.values.x' },
      suggestion: 'Did you mean "input"?',
    },
    {
      name: 'a task without its tasks.',
      definition: {
        tasks: [task('score'), task('b')],
        transitions: [link('score', 'b', { when: 'score.output.x > 1' })],
      },
      problem: { taskId: 'score', transition: 0, field: 'when' },
      suggestion: 'tasks.score.output',
    },
    {
      name: 'payload where there is none',
      definition: { tasks: [task('check', 'condition', { if: 'payload.id = 1' })] },
      problem: { taskId: 'check', field: 'config.if' },
    },
    {
      name: 'a function that does not exist',
      definition: { tasks: [task('check', 'condition', { if: '$upercase(input.x) = "A"' })] },
      problem: { taskId: 'check', field: 'config.if' },
      suggestion: 'Did you mean "uppercase"?',
    },
  ],
  expression_unknown_task: [
    {
      name: 'a task that is nearly right',
      definition: {
        tasks: [task('score'), task('b', 'set', { values: { x: '{{ tasks.scor.output }}' } })],
        transitions: [link('score', 'b')],
      },
      problem: { taskId: 'b', field: 'config.values.x' },
      suggestion: 'Did you mean "score"?',
    },
  ],
  expression_task_not_before: [
    {
      name: 'a task that comes later',
      definition: {
        tasks: [task('a', 'set', { values: { x: '{{ tasks.b.output }}' } }), task('b')],
        transitions: [link('a', 'b')],
      },
      problem: { taskId: 'a', field: 'config.values.x' },
    },
    {
      name: 'a task on another branch',
      definition: { tasks: [task('a'), task('b', 'condition', { if: 'tasks.a.output' })] },
      problem: { taskId: 'b', field: 'config.if' },
    },
    {
      name: 'the task itself',
      definition: { tasks: [task('a', 'set', { values: { x: '{{ tasks.a.output }}' } })] },
      problem: { taskId: 'a', field: 'config.values.x' },
    },
  ],
  secret_outside_config: [
    {
      name: 'a secret in a condition',
      definition: {
        tasks: [task('a'), task('b')],
        transitions: [link('a', 'b', { when: 'secrets.x = input.x' })],
      },
      problem: { taskId: 'a', transition: 0, field: 'when' },
    },
    {
      name: 'a secret in the output',
      definition: { tasks: [task('a')], output: { x: '{{ secrets.x }}' } },
      problem: { field: 'output.x' },
    },
  ],
  credential_missing: [
    {
      name: 'a credential that is nearly right',
      definition: { tasks: [http('a', { headers: { authorization: 'Bearer {{ secrets.apiTokn }}' } })] },
      problem: { taskId: 'a', field: 'config.headers.authorization' },
      suggestion: 'Did you mean "apiToken"?',
      credentialNames: ['apiToken'],
    },
  ],
  input_schema_invalid: [
    {
      name: 'a type that JSON Schema does not have',
      definition: { tasks: [task('a')], input: { properties: { x: { type: 'text' } } } },
      problem: { field: 'input.properties.x.type' },
    },
  ],
  timezone_unknown: [
    {
      name: 'a time zone that is nearly right',
      definition: { tasks: [task('a')], settings: { timezone: 'Europe/Berlim' } },
      problem: { field: 'settings.timezone' },
      suggestion: 'Did you mean "Europe/Berlin"?',
    },
  ],
};
