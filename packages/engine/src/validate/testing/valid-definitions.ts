import { http, isBig, link, task } from './parts.ts';

/** The example of DESIGN.md section 4. */
export const scoredOrder = {
  schemaVersion: 1,
  input: { type: 'object', required: ['amount'], properties: { amount: { type: 'number' } } },
  tasks: [
    http(
      'score',
      { method: 'POST', body: '{{ input }}' },
      {
        retry: { maxAttempts: 5, initialDelay: '1s', backoff: 2, maxDelay: '1m', jitter: true },
        timeout: '20s',
      },
    ),
    task('review', 'approval', { assignees: ['role:manager'], dueIn: '4h', form: {} }),
    task(
      'notify',
      'email.send',
      { to: '{{ input.email }}', subject: 'Scored {{ tasks.score.output.body.value }}' },
      { join: 'any' },
    ),
  ],
  transitions: [
    link('score', 'review', { when: 'tasks.score.output.body.value > 80' }),
    link('score', 'notify', { otherwise: true }),
    link('review', 'notify', { on: 'approved' }),
  ],
  output: { decision: '{{ tasks.review.outcome }}' },
  settings: { timeout: '7d', timezone: 'Europe/Berlin' },
};

export const validDefinitions: Record<string, unknown> = {
  'one task': { tasks: [task('a')] },
  'templates in place of numbers, lists and objects': {
    tasks: [
      task('a', 'webhook.respond', { status: '{{ input.status }}', headers: '{{ input.headers }}' }),
      task('b', 'switch', { cases: [{ when: 'input.x', outcome: '{{ input.outcome }}' }] }),
      task('c', 'approval', { assignees: ['{{ input.who }}'], dueIn: '{{ input.due }}' }),
    ],
    transitions: [link('b', 'c', { on: ['anything', 'default'] })],
  },
  'a retry loop with a way out': {
    tasks: [task('start'), http('call'), isBig, task('done', 'end')],
    transitions: [
      link('start', 'call'),
      link('call', 'check'),
      link('check', 'call', { on: 'true' }),
      link('check', 'done', { on: 'false' }),
    ],
  },
  'a loop left by a condition of a transition': {
    tasks: [task('start'), task('a', 'set', { values: { n: '{{ tasks.a.output.n + 1 }}' } })],
    transitions: [link('start', 'a'), link('a', 'a', { when: 'tasks.a.output.n < 3' })],
  },
  'a loop that an end of the whole run stops': {
    tasks: [
      task('start'),
      task('tick', 'delay', { for: '1s' }),
      isBig,
      task('stop', 'end', { terminate: true }),
    ],
    transitions: [
      link('start', 'tick'),
      link('tick', 'tick'),
      link('tick', 'check'),
      link('check', 'stop', { on: ['true', 'false'] }),
    ],
  },
  'an event matched by its payload': {
    tasks: [task('paid', 'wait.event', { name: 'paid', match: 'payload.id = input.id' }, { timeout: '1d' })],
    transitions: [],
  },
  'an error and a timeout that are followed': {
    tasks: [http('a'), task('b')],
    transitions: [link('a', 'b', { on: ['error', 'timeout'] })],
  },
  'variables, functions and names inside filters': {
    tasks: [
      task('check', 'condition', {
        if: '($wanted := input.name; $count(input.items[name = $wanted and price > 1]) > 0 and $map(input.items, function($i, $n) { $i.x })[0] = 1)',
      }),
      task('a'),
    ],
    transitions: [link('check', 'a', { on: ['true', 'false'] })],
  },
  'secrets in a config': {
    tasks: [http('a', { headers: { authorization: 'Bearer {{ secrets.token }}' } })],
  },
};
