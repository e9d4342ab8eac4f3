import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Runtime } from './runtime.ts';
import { Harness } from './testing/harness.ts';

let harness: Harness;
let runtime: Runtime;

beforeAll(async () => {
  harness = await Harness.create();
  runtime = harness.runtime();
  await runtime.start();
});
afterEach(() => {
  expect(harness.logLines).toEqual([]);
});
afterAll(async () => {
  await runtime.stop();
  await harness.drop();
});

const finished = { until: 'finished', timeoutMs: 10_000 } as const;

test('a run of pure tasks ends with the output that the definition names', async () => {
  const workflow = await harness.publish({
    tasks: [
      {
        id: 'fields',
        type: 'set',
        config: { values: { sum: '{{ input.a + input.b }}', text: 'a={{ input.a }}' } },
      },
      { id: 'big', type: 'condition', config: { if: 'tasks.fields.output.sum > 10' } },
      { id: 'yes', type: 'set', config: { values: { answer: 'big' } } },
      { id: 'no', type: 'set', config: { values: { answer: 'small' } } },
    ],
    transitions: [
      { from: 'fields', to: 'big' },
      { from: 'big', to: 'yes', on: 'true' },
      { from: 'big', to: 'no', on: 'false' },
    ],
    output: { answer: '{{ tasks.yes.output.answer ? tasks.yes.output.answer : tasks.no.output.answer }}' },
  });
  const run = await harness.start(runtime, workflow, { a: 7, b: 5 }, finished);
  expect(run).toMatchObject({ status: 'succeeded', output: { answer: 'big' }, finished: true });
  const rows = await harness.taskRuns(run.id);
  expect(rows.map((row) => [row['task_id'], row['outcome'], row['taken']])).toEqual([
    ['fields', 'success', [0]],
    ['big', 'true', [1]],
    ['yes', 'success', []],
  ]);
});

test('parallel branches are joined once both have arrived', async () => {
  const workflow = await harness.publish({
    tasks: [
      { id: 'start', type: 'set', config: { values: {} } },
      { id: 'slow', type: 'delay', config: { for: '50ms' } },
      { id: 'quick', type: 'set', config: { values: { n: 1 } } },
      {
        id: 'join',
        type: 'set',
        config: { values: { slow: '{{ tasks.slow.outcome }}', n: '{{ tasks.quick.output.n }}' } },
      },
    ],
    transitions: [
      { from: 'start', to: 'slow' },
      { from: 'start', to: 'quick' },
      { from: 'slow', to: 'join' },
      { from: 'quick', to: 'join' },
    ],
  });
  const { id } = await harness.start(runtime, workflow);
  const row = await harness.until(id, 'succeeded', 'failed');
  expect(row['output']).toEqual({ slow: 'success', n: 1 });
  expect(runtime.liveRuns).toBe(0);
});

test('an approval parks the run, and the decision lets it go on', async () => {
  const workflow = await harness.publish({
    tasks: [
      { id: 'review', type: 'approval', config: { title: 'Pay {{ input.amount }}?' } },
      { id: 'paid', type: 'set', config: { values: { by: '{{ tasks.review.output.comment }}' } } },
    ],
    transitions: [{ from: 'review', to: 'paid' }],
  });
  const { id, status } = await harness.start(runtime, workflow, { amount: 5 });
  expect(status).toBe('waiting');
  expect(runtime.liveRuns).toBe(0);
  const { rows } = await harness.database.pool.query('select * from human_tasks where run_id = $1', [id]);
  expect(rows).toMatchObject([{ title: 'Pay 5?', status: 'open' }]);
  const decide = () =>
    runtime.decideHumanTask({
      organizationId: harness.organizationId,
      humanTaskId: rows[0].id,
      outcome: 'approved',
      values: {},
      comment: 'fine',
      userId: harness.organizationId,
    });
  expect(await decide()).toBe(true);
  expect(await decide()).toBe(false);
  const row = await harness.until(id, 'succeeded', 'failed');
  expect(row['output']).toEqual({ by: 'fine' });
});

test('who waits for the answer or the end of a run is told although the run was parked in between', async () => {
  const workflow = await harness.publish({
    tasks: [
      { id: 'pause', type: 'delay', config: { for: '50ms' } },
      { id: 'answer', type: 'webhook.respond', config: { status: 201, body: 'done' } },
      { id: 'rest', type: 'delay', config: { for: '50ms' } },
    ],
    transitions: [
      { from: 'pause', to: 'answer' },
      { from: 'answer', to: 'rest' },
    ],
  });
  const [answered, ended] = await Promise.all([
    harness.start(runtime, workflow, {}, { until: 'responded', timeoutMs: 10_000 }),
    harness.start(runtime, workflow, {}, finished),
  ]);
  expect(answered).toMatchObject({ response: { status: 201, body: 'done' } });
  expect(ended).toMatchObject({ status: 'succeeded', finished: true });
});

test('an event that comes before its wait is kept', async () => {
  const workflow = await harness.publish({
    tasks: [
      { id: 'pause', type: 'delay', config: { for: '60ms' } },
      { id: 'paid', type: 'wait.event', config: { name: 'paid', match: 'payload.order = input.order' } },
    ],
    transitions: [{ from: 'pause', to: 'paid' }],
  });
  const { id } = await harness.start(runtime, workflow, { order: 7 });
  await runtime.signalRun(harness.organizationId, id, 'paid', { order: 6 });
  await runtime.signalRun(harness.organizationId, id, 'paid', { order: 7, sum: 12 });
  const row = await harness.until(id, 'succeeded', 'failed');
  expect(row['output']).toEqual({ order: 7, sum: 12 });
});

test('a cancelled run stops, and its open approval is withdrawn', async () => {
  const workflow = await harness.publish({
    tasks: [{ id: 'review', type: 'approval', config: { title: 'Ok?' } }],
  });
  const { id } = await harness.start(runtime, workflow);
  await runtime.cancelRun(harness.organizationId, id);
  await harness.until(id, 'cancelled');
  expect(await harness.taskRuns(id)).toMatchObject([{ status: 'cancelled' }]);
  const { rows } = await harness.database.pool.query('select status from human_tasks where run_id = $1', [
    id,
  ]);
  expect(rows).toEqual([{ status: 'cancelled' }]);
  await expect(runtime.cancelRun(harness.organizationId, id)).rejects.toMatchObject({ code: 'run_finished' });
});

test('webhook.respond answers the caller before the run has ended', async () => {
  const workflow = await harness.publish({
    tasks: [
      { id: 'answer', type: 'webhook.respond', config: { status: 201, body: { echo: '{{ input.x }}' } } },
      { id: 'later', type: 'delay', config: { for: '1h' } },
    ],
    transitions: [{ from: 'answer', to: 'later' }],
  });
  const run = await harness.start(runtime, workflow, { x: 3 }, { until: 'responded', timeoutMs: 5_000 });
  expect(run).toMatchObject({
    status: 'waiting',
    finished: false,
    response: { status: 201, body: { echo: 3 } },
  });
});

test('a loop over a back transition runs until its condition ends it', async () => {
  const workflow = await harness.publish({
    tasks: [
      {
        id: 'count',
        type: 'set',
        join: 'any',
        config: { values: { n: '{{ $exists(tasks.count.output.n) ? tasks.count.output.n + 1 : 1 }}' } },
      },
      { id: 'more', type: 'condition', config: { if: 'tasks.count.output.n < 500' } },
      { id: 'first', type: 'set', config: { values: {} } },
      { id: 'done', type: 'set', config: { values: { n: '{{ tasks.count.output.n }}' } } },
    ],
    transitions: [
      { from: 'first', to: 'count' },
      { from: 'count', to: 'more' },
      { from: 'more', to: 'count', on: 'true' },
      { from: 'more', to: 'done', on: 'false' },
    ],
  });
  const run = await harness.start(runtime, workflow, {}, finished);
  expect(run).toMatchObject({ status: 'succeeded', output: { n: 500 } });
});
