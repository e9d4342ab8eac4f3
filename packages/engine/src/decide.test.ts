import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from './decide.ts';
import { initialState } from './state.ts';
import { planOf, Trace } from './testing/traces.ts';

test('a run starts with a token on every task without incoming transitions', () => {
  const trace = new Trace(planOf(['a>c', 'b>c']));
  expect(trace.active).toEqual(['a', 'b']);
});

test('a run ends when no token is left', () => {
  const trace = new Trace(planOf(['a>b']));
  trace.end('a');
  expect(trace.end('b')).toEqual([{ type: 'finish', status: 'succeeded' }]);
  expect(trace.state.status).toBe('succeeded');
});

test('an error that nothing follows fails the run and withdraws what is still active', () => {
  const trace = new Trace(planOf(['s>a', 's>b']));
  trace.end('s');
  const commands = trace.end('a', 'error');
  expect(commands.map((command) => command.type)).toEqual(['abort', 'finish']);
  expect(trace.state).toMatchObject({ status: 'failed', error: { code: 'test' } });
});

test('an error is handled by a transition on error', () => {
  const trace = new Trace(planOf(['a>b', 'a>c:error']));
  trace.end('a', 'error');
  expect(trace.active).toEqual(['c']);
});

test('onError continue goes on over the main outcome', () => {
  const trace = new Trace(planOf(['a>b'], [{ id: 'a', onError: 'continue' }]));
  trace.end('a', 'error');
  expect(trace.active).toEqual(['b']);
});

test('an outcome that nothing follows ends its token only', () => {
  const trace = new Trace(planOf(['s>x', 's>y', 'x>z:a']));
  trace.end('s');
  trace.end('x', 'b');
  expect(trace.active).toEqual(['y']);
});

describe('join all', () => {
  test.each([[['b', 'c']], [['c', 'b']]])('waits for both branches, ending in the order %s', (order) => {
    const trace = new Trace(planOf(['a>b', 'a>c', 'b>d', 'c>d']));
    trace.end('a');
    trace.end(order[0] ?? '');
    expect(trace.active).toEqual([order[1]]);
    trace.end(order[1] ?? '');
    expect(trace.active).toEqual(['d']);
  });

  test('does not wait for a branch that is not coming', () => {
    const trace = new Trace(planOf(['s>b:a', 's>c:b', 'b>d', 'c>d']));
    trace.end('s', 'a');
    trace.end('b');
    expect(trace.active).toEqual(['d']);
  });

  test('stops waiting when the branch that was coming turns away', () => {
    const trace = new Trace(planOf(['s>b', 's>c', 'b>d', 'c>d:a', 'c>e:b']));
    trace.end('s');
    trace.end('b');
    expect(trace.active).toEqual(['c']);
    trace.end('c', 'b');
    expect(trace.active.sort()).toEqual(['d', 'e']);
  });

  test('joins that wait only on each other all start', () => {
    // p and q each can still be reached from the other.
    const trace = new Trace(planOf(['s>p', 's>q', 'p>q', 'q>p']));
    trace.end('s');
    expect(trace.active).toEqual(['p', 'q']);
  });

  test('joins that wait on each other still wait for an active task that can reach them', () => {
    const trace = new Trace(planOf(['s>p', 's>q', 's>w', 'p>q', 'q>p', 'w>p']));
    trace.end('s');
    expect(trace.active).toEqual(['w']);
    trace.end('w');
    expect(trace.active).toEqual(['p', 'q']);
  });

  test('works again in each turn of a loop', () => {
    const trace = new Trace(planOf(['s>h', 'h>b', 'h>c', 'b>j', 'c>j', 'j>h:a', 'j>e:b']));
    trace.end('s');
    for (const outcome of ['a', 'a', 'b']) {
      trace.end('h');
      trace.end('c');
      trace.end('b');
      trace.end('j', outcome);
    }
    const turn = ['h', 'b', 'c', 'j'];
    expect(trace.started).toEqual(['s', turn, turn, turn, 'e'].flat());
  });
});

test('join each starts once per arriving token', () => {
  const trace = new Trace(planOf(['s>b', 's>c', 'b>d', 'c>d'], [{ id: 'd', join: 'each' }]));
  trace.end('s');
  trace.end('b');
  trace.end('c');
  expect(trace.active).toEqual(['d', 'd']);
});

describe('join any', () => {
  const plan = planOf(['s>b', 's>c', 'b>d', 'c>d', 'd>e'], [{ id: 'd', join: 'any' }]);

  test.each([[['b', 'c']], [['c', 'b']]])(
    'starts at the first arrival and absorbs the other: %s',
    (order) => {
      const trace = new Trace(plan);
      trace.end('s');
      trace.end(order[0] ?? '');
      expect(trace.active).toContain('d');
      trace.end('d');
      trace.end(order[1] ?? '');
      expect(trace.started.filter((task) => task === 'd')).toEqual(['d']);
    },
  );

  test('a loop back to it begins a new round', () => {
    const trace = new Trace(planOf(['s>d', 'd>x', 'x>d:a', 'x>e:b'], [{ id: 'd', join: 'any' }]));
    trace.end('s');
    for (const outcome of ['a', 'a', 'b']) {
      trace.end('d');
      trace.end('x', outcome);
    }
    expect(trace.started).toEqual(['s', 'd', 'x', 'd', 'x', 'd', 'x', 'e']);
  });

  test('a race inside a loop is decided anew in each turn', () => {
    const trace = new Trace(
      planOf(
        ['s>h', 'h>b', 'h>c', 'b>d', 'c>d', 'd>h:a', 'd>e:b'],
        [
          { id: 'd', join: 'any' },
          { id: 'h', join: 'any' },
        ],
      ),
    );
    trace.end('s');
    trace.end('h');
    trace.end('b');
    trace.end('c');
    trace.end('d', 'a');
    trace.end('h');
    trace.end('c');
    trace.end('b');
    expect(trace.started.filter((task) => task === 'd')).toEqual(['d', 'd']);
  });
});

test('split first takes only the first transition that holds', () => {
  const trace = new Trace(planOf(['a>b', 'a>c'], [{ id: 'a', split: 'first' }]));
  trace.end('a');
  expect(trace.active).toEqual(['b']);
});

test('a failed attempt is tried again at a new position with the same identity', () => {
  const trace = new Trace(planOf(['a>b']));
  trace.send({ type: 'attempt.failed', seq: 1, retryAt: 500 });
  expect([...trace.state.active.values()]).toMatchObject([{ phase: 'retrying', retryAt: 500 }]);
  expect(trace.send({ type: 'retry.due', seq: 1 })).toEqual([{ type: 'start', seq: 3 }]);
  expect([...trace.state.active.values()]).toMatchObject([
    { seq: 3, firstSeq: 1, attempt: 2, phase: 'started' },
  ]);
});

test('a cancelled run withdraws everything and takes no further event', () => {
  const trace = new Trace(planOf(['a>b']));
  expect(trace.send({ type: 'run.cancelled' }).map((command) => command.type)).toEqual(['abort', 'finish']);
  expect(
    trace.send({ type: 'task.ended', seq: 1, outcome: 'success', output: 1, error: null, taken: [0] }),
  ).toEqual([]);
});

test('an end task with terminate ends the run at once', () => {
  const trace = new Trace(planOf(['s>e', 's>b'], [{ id: 'e', type: 'end' }]));
  trace.end('s');
  const seq = [...trace.state.active.values()][0]?.seq ?? 0;
  trace.send({
    type: 'task.ended',
    seq,
    outcome: 'success',
    output: null,
    error: null,
    taken: [],
    terminate: true,
  });
  expect(trace.state.status).toBe('succeeded');
});

/** Random graphs of up to 8 tasks with random joins, driven in a random order. */
const graphs = fc.record({
  transitions: fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 16 }),
  joins: fc.array(fc.constantFrom('all' as const, 'each' as const, 'any' as const), {
    minLength: 8,
    maxLength: 8,
  }),
  order: fc.array(fc.nat(20), { minLength: 60, maxLength: 60 }),
});

function play({
  transitions,
  joins,
  order,
}: {
  transitions: [number, number][];
  joins: ('all' | 'each' | 'any')[];
  order: number[];
}): Trace {
  const tasks = joins.map((join, index) => ({ id: `t${index}`, join }));
  const trace = new Trace(planOf([...new Set(transitions.map(([a, b]) => `t${a}>t${b}`))], tasks));
  for (const pick of order) {
    const { active } = trace;
    if (trace.state.status !== 'running' || active.length === 0) break;
    trace.end(active[pick % active.length] ?? '');
  }
  return trace;
}

test('E1: equal plan and equal events give equal state and commands', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const trace = play(graph);
      let state = initialState();
      const started: unknown[] = [];
      for (const event of trace.events) {
        const decision = decide(trace.plan, state, event);
        state = decision.state;
        started.push(...decision.commands.filter((command) => command.type === 'start'));
      }
      expect(state).toEqual(trace.state);
      expect(started).toHaveLength(trace.started.length);
    }),
  );
});

test('D1 and D2: live counts the tokens, and a run is active or finished after each event', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const { state, plan } = play(graph);
      const tokens = new Map<number, number>();
      for (const run of state.active.values())
        tokens.set(run.taskIndex, (tokens.get(run.taskIndex) ?? 0) + 1);
      for (const task of state.pending.keys()) tokens.set(task, (tokens.get(task) ?? 0) + 1);
      expect(state.live).toEqual(tokens);
      expect(state.active.size > 0 || state.status !== 'running' || plan.starts.length === 0).toBe(true);
    }),
  );
});
