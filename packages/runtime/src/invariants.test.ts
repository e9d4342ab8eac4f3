import { defineTask, type EffectContext } from '@innoflow/tasks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { Runtime } from './runtime.ts';
import { CrashableStore, Gate } from './testing/crash.ts';
import { Harness } from './testing/harness.ts';

/** E1 is tested with `decide` in packages/engine; here stand the invariants that need a journal. */

let harness: Harness;
let runtimes: Runtime[];
/** Idempotency keys of the effects that ran, in order. */
let effects: string[];
let onEffect: (context: EffectContext, config: { note?: unknown }) => Promise<unknown>;

const effect = defineTask({
  type: 'test.effect',
  title: 'Effect',
  help: 'Calls back into the test',
  icon: 'zap',
  family: 'integration',
  summary: '',
  config: z.strictObject({ note: z.unknown().optional() }),
  outcomes: ['success', 'error'],
  mainOutcome: 'success',
  kind: 'effect',
  async run(config, context) {
    effects.push(context.idempotencyKey);
    return { outcome: 'success', output: await onEffect(context, config) };
  },
});

beforeEach(async () => {
  effects = [];
  onEffect = async () => 'done';
  harness = await Harness.create({ types: [effect] });
  runtimes = [];
});
afterEach(async () => {
  for (const runtime of runtimes) await runtime.stop(1_000);
  await harness.drop();
});

async function started(): Promise<Runtime> {
  const runtime = harness.runtime();
  runtimes.push(runtime);
  await runtime.start();
  return runtime;
}

/** A runtime that can be killed; it is never stopped, as a killed process is not. */
async function mortal(): Promise<{ runtime: Runtime; store: CrashableStore }> {
  const store = new CrashableStore();
  const runtime = harness.runtime({ store: store.wrap });
  await runtime.start();
  return { runtime, store };
}

const setThenEffect = {
  tasks: [
    { id: 'before', type: 'set', config: { values: { n: 1 } } },
    { id: 'call', type: 'test.effect' },
    { id: 'after', type: 'set', config: { values: { result: '{{ tasks.call.output }}' } } },
  ],
  transitions: [
    { from: 'before', to: 'call' },
    { from: 'call', to: 'after' },
  ],
};

test('E2: a start is acknowledged only when it is committed', async () => {
  const { runtime, store } = await mortal();
  const gate = new Gate();
  store.beforeCommit = () => gate.opened;
  const workflow = await harness.publish({ tasks: [{ id: 'a', type: 'set', config: { values: {} } }] });
  let acknowledged = false;
  const start = harness.start(runtime, workflow).then((run) => {
    acknowledged = true;
    return run;
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(acknowledged).toBe(false);
  gate.open();
  const { id } = await start;
  expect(await harness.run(id)).toMatchObject({ status: 'succeeded' });
  await runtime.stop();
});

test('E2: a committed signal is taken after a crash before the run has seen it', async () => {
  const { runtime, store } = await mortal();
  const workflow = await harness.publish({
    tasks: [{ id: 'paid', type: 'wait.event', config: { name: 'paid' } }],
  });
  const { id } = await harness.start(runtime, workflow);
  await runtime.signalRun(harness.organizationId, id, 'paid', { sum: 3 });
  store.dead = true;
  await started();
  expect(await harness.until(id, 'succeeded')).toMatchObject({ output: { sum: 3 } });
});

test('E3: an effect starts only after everything that it depends on is committed', async () => {
  let seen: Record<string, unknown>[] = [];
  onEffect = async (context) => {
    seen = await harness.taskRuns(context.runId);
    return 'done';
  };
  const workflow = await harness.publish(setThenEffect);
  const { id } = await harness.start(await started(), workflow);
  await harness.until(id, 'succeeded');
  expect(seen.map((row) => [row['task_id'], row['status']])).toEqual([
    ['before', 'succeeded'],
    ['call', 'running'],
  ]);
});

test('E3: an effect whose start cannot be committed never starts', async () => {
  const { runtime, store } = await mortal();
  store.beforeCommit = async () => {
    store.dead = true;
  };
  const workflow = await harness.publish(setThenEffect);
  void harness.start(runtime, workflow);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(effects).toEqual([]);
});

test('E4: a committed outcome is fed from the journal and not produced again', async () => {
  const { runtime, store } = await mortal();
  const workflow = await harness.publish({
    tasks: [
      { id: 'call', type: 'test.effect' },
      { id: 'wait', type: 'wait.event', config: { name: 'go' } },
      { id: 'last', type: 'set', config: { values: { result: '{{ tasks.call.output }}' } } },
    ],
    transitions: [
      { from: 'call', to: 'wait' },
      { from: 'wait', to: 'last' },
    ],
  });
  const { id } = await harness.start(runtime, workflow);
  await harness.until(id, 'waiting');
  store.dead = true;
  onEffect = async () => 'a second time';
  const second = await started();
  await second.signalRun(harness.organizationId, id, 'go', null);
  expect(await harness.until(id, 'succeeded')).toMatchObject({ output: { result: 'done' } });
  expect(effects).toHaveLength(1);
});

test('E5: the writes of a worker whose run was taken over are refused', async () => {
  const gate = new Gate();
  onEffect = async (context) => {
    if (effects.length > 1) return 'from the second worker';
    await gate.opened;
    return `from the first worker, ${context.attempt}`;
  };
  // The first worker stays alive and connected: it was frozen, and does not know that it is over.
  const frozen = harness.runtime();
  runtimes.push(frozen);
  await frozen.start();
  const workflow = await harness.publish(setThenEffect);
  const { id } = await harness.start(frozen, workflow);
  await harness.until(id, 'running');
  await started();
  const row = await harness.until(id, 'succeeded');
  gate.open();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(row).toMatchObject({ epoch: 1, output: { result: 'from the second worker' } });
  expect(await harness.run(id)).toEqual(row);
  expect(frozen.liveRuns).toBe(0);
});

test('E6: an effect interrupted by a crash runs again with the same idempotency key', async () => {
  const { runtime, store } = await mortal();
  onEffect = () => new Promise(() => undefined);
  const workflow = await harness.publish(setThenEffect);
  const { id } = await harness.start(runtime, workflow);
  await harness.until(id, 'running');
  for (let tries = 0; effects.length === 0 && tries < 200; tries += 1)
    await new Promise((r) => setTimeout(r, 5));
  store.dead = true;
  onEffect = async () => 'done';
  await started();
  await harness.until(id, 'succeeded');
  expect(effects).toHaveLength(2);
  expect(new Set(effects).size).toBe(1);
  expect(await harness.taskRuns(id)).toHaveLength(3);
});

test('E6: further attempts carry the same idempotency key', async () => {
  onEffect = async () => {
    if (effects.length < 3) throw new Error('not yet');
    return 'done';
  };
  const workflow = await harness.publish({
    tasks: [{ id: 'call', type: 'test.effect', retry: { maxAttempts: 5, initialDelay: '5ms' } }],
  });
  const { id } = await harness.start(await started(), workflow);
  expect(await harness.until(id, 'succeeded', 'failed')).toMatchObject({ status: 'succeeded' });
  expect(new Set(effects).size).toBe(1);
  const rows = await harness.taskRuns(id);
  expect(rows.map((row) => [row['attempt'], row['status']])).toEqual([
    [1, 'failed'],
    [2, 'failed'],
    [3, 'succeeded'],
  ]);
});

test('E7: whatever waits holds no memory and survives a restart of everything', async () => {
  const { runtime, store } = await mortal();
  onEffect = async () => {
    if (effects.length === 1) throw new Error('try later');
    return 'done';
  };
  const waits = {
    timer: { id: 'w', type: 'delay', config: { for: '400ms' } },
    event: { id: 'w', type: 'wait.event', config: { name: 'go' } },
    person: { id: 'w', type: 'approval', config: { title: 'Ok?' } },
    retry: { id: 'w', type: 'test.effect', retry: { maxAttempts: 2, initialDelay: '400ms', jitter: false } },
    timeout: {
      id: 'w',
      type: 'wait.event',
      config: { name: 'never' },
      timeout: '400ms',
      onError: 'continue' as const,
    },
  };
  const ids: Record<string, string> = {};
  for (const [name, task] of Object.entries(waits)) {
    ids[name] = (await harness.start(runtime, await harness.publish({ tasks: [task] }))).id;
  }
  for (const id of Object.values(ids)) await harness.until(id, 'waiting');
  expect(runtime.liveRuns).toBe(0);
  store.dead = true;

  const second = await started();
  await second.signalRun(harness.organizationId, ids['event'] ?? '', 'go', 'now');
  const { rows } = await harness.database.pool.query('select id from human_tasks where run_id = $1', [
    ids['person'],
  ]);
  await second.decideHumanTask({
    organizationId: harness.organizationId,
    humanTaskId: rows[0].id,
    outcome: 'approved',
    values: {},
    comment: null,
    userId: harness.organizationId,
  });
  for (const id of Object.values(ids)) {
    expect(await harness.until(id, 'succeeded', 'failed')).toMatchObject({ status: 'succeeded' });
  }
  expect(effects).toHaveLength(2);
});

test('E8: a cancelled run aborts its effects, and nothing new starts', async () => {
  let aborted = false;
  onEffect = (context) =>
    new Promise((_, reject) => {
      context.signal.addEventListener('abort', () => {
        aborted = true;
        reject(context.signal.reason);
      });
    });
  const runtime = await started();
  const workflow = await harness.publish(setThenEffect);
  const { id } = await harness.start(runtime, workflow);
  for (let tries = 0; effects.length === 0 && tries < 200; tries += 1)
    await new Promise((r) => setTimeout(r, 5));
  await runtime.cancelRun(harness.organizationId, id);
  await harness.until(id, 'cancelled');
  expect(aborted).toBe(true);
  const rows = await harness.taskRuns(id);
  expect(rows.map((row) => [row['task_id'], row['status']])).toEqual([
    ['before', 'succeeded'],
    ['call', 'cancelled'],
  ]);
  expect(runtime.liveRuns).toBe(0);
});

test('E9: a secret is in no journal row, log line or error, even when the other side echoes it', async () => {
  const secret = 'hunter2-"quoted"';
  harness.secrets.set('token', secret);
  const seen: unknown[] = [];
  onEffect = async (context, config) => {
    seen.push(config.note);
    context.log('info', `calling with ${secret}`);
    if (context.attempt === 1) throw new Error(`refused ${secret}`);
    return { echo: `Bearer ${secret}`, encoded: Buffer.from(secret).toString('base64') };
  };
  const workflow = await harness.publish({
    tasks: [
      { id: 'copy', type: 'set', config: { values: { copied: '{{ secrets.token }}' } } },
      { id: 'ask', type: 'approval', config: { title: 'Use {{ secrets.token }}?', dueIn: '10ms' } },
      {
        id: 'call',
        type: 'test.effect',
        config: { note: 'Bearer {{ secrets.token }}' },
        retry: { maxAttempts: 2, initialDelay: '5ms' },
      },
    ],
    transitions: [
      { from: 'copy', to: 'ask' },
      { from: 'ask', to: 'call', on: 'timeout' },
    ],
  });
  const { id } = await harness.start(await started(), workflow);
  expect(await harness.until(id, 'succeeded', 'failed')).toMatchObject({ status: 'succeeded' });
  const { rows } = await harness.database.pool.query('select * from human_tasks where run_id = $1', [id]);
  expect(rows).toMatchObject([{ title: 'Use ***?' }]);
  expect(seen).toEqual([`Bearer ${secret}`, `Bearer ${secret}`]);
  const written = JSON.stringify([await harness.run(id), await harness.taskRuns(id), rows, harness.logLines]);
  expect(written).toContain('***');
  expect(written).not.toContain('hunter2');
  expect(written).not.toContain(Buffer.from(secret).toString('base64'));
});

test('a decision that was committed before its due time wins over the timer', async () => {
  const { runtime, store } = await mortal();
  const workflow = await harness.publish({
    tasks: [{ id: 'review', type: 'approval', config: { title: 'Ok?', dueIn: '300ms' } }],
  });
  const { id } = await harness.start(runtime, workflow);
  const { rows } = await harness.database.pool.query('select id from human_tasks where run_id = $1', [id]);
  await runtime.decideHumanTask({
    organizationId: harness.organizationId,
    humanTaskId: rows[0].id,
    outcome: 'approved',
    values: {},
    comment: null,
    userId: harness.organizationId,
  });
  store.dead = true;
  await new Promise((resolve) => setTimeout(resolve, 400));
  await started();
  expect(await harness.until(id, 'succeeded', 'failed')).toMatchObject({ status: 'succeeded' });
});

test('a flush waits for a database that is away, and nothing is lost or doubled', async () => {
  const { runtime, store } = await mortal();
  const { StoreUnavailable } = await import('./ports.ts');
  let failures = 2;
  store.beforeCommit = async () => {
    failures -= 1;
    if (failures >= 0) throw new StoreUnavailable(new Error('connection terminated'));
  };
  const workflow = await harness.publish(setThenEffect);
  const { id } = await harness.start(runtime, workflow);
  await harness.until(id, 'succeeded');
  expect(effects).toHaveLength(1);
  await runtime.stop();
});

test('E1: a journal that does not fit ends the run with a clear error instead of going on wrongly', async () => {
  const { runtime, store } = await mortal();
  const workflow = await harness.publish({
    tasks: [
      { id: 'a', type: 'set', config: { values: {} } },
      { id: 'b', type: 'approval', config: { title: 'Ok?' } },
    ],
    transitions: [{ from: 'a', to: 'b' }],
  });
  const { id } = await harness.start(runtime, workflow);
  store.dead = true;
  await harness.database.pool.query(
    `update task_runs set ended_seq = 7 where run_id = $1 and task_id = 'a'`,
    [id],
  );
  const second = await started();
  await second.signalRun(harness.organizationId, id, 'anything', null);
  expect(await harness.until(id, 'failed')).toMatchObject({ error: { code: 'journal_invalid' } });
});

test('an error of one task names the task, what happened and what to do', async () => {
  const workflow = await harness.publish({
    tasks: [{ id: 'fields', type: 'set', config: { values: { n: '{{ input.missing.name }}' } } }],
  });
  const { id } = await harness.start(await started(), workflow, {});
  const row = await harness.until(id, 'failed');
  expect(row['error']).toMatchObject({
    code: 'expression_undefined',
    taskId: 'fields',
    message: expect.stringContaining('input.missing.name'),
    help: expect.any(String),
  });
});
