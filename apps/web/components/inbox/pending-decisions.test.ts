import type { HumanTask } from '@innoflow/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PendingDecisions, type SendDecision } from './pending-decisions.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function task(id: string): HumanTask {
  return {
    id,
    workflowId: 'w',
    workflowName: 'Expenses',
    runId: 'r',
    taskId: 'review',
    type: 'approval',
    title: `Task ${id}`,
    description: '',
    assignees: [],
    form: null,
    outcomes: ['approved', 'rejected'],
    status: 'open',
    dueAt: null,
    outcome: null,
    values: null,
    comment: null,
    claimedBy: null,
    decidedBy: null,
    decidedAt: null,
    createdAt: '2026-11-23T12:00:00Z',
  };
}

test('a decision is sent once, ten seconds after it was made', async () => {
  const send = vi.fn<SendDecision>(async () => undefined);
  const pending = new PendingDecisions(send);
  pending.add(task('a'), { outcome: 'approved', comment: 'fine' });
  await vi.advanceTimersByTimeAsync(9_999);
  expect(send).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(send).toHaveBeenCalledTimes(1);
  expect(send.mock.calls[0]?.[0]).toMatchObject({ outcome: 'approved', comment: 'fine', task: { id: 'a' } });
  expect(send.mock.calls[0]?.[1]).toEqual({ keepalive: false });
  expect(pending.decisions).toEqual([]);
});

test('a decision that is undone is never sent and comes back with what was entered', async () => {
  const send = vi.fn<SendDecision>(async () => undefined);
  const pending = new PendingDecisions(send);
  pending.add(task('a'), { outcome: 'rejected', comment: 'too much' });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(pending.undo('a')).toMatchObject({ outcome: 'rejected', comment: 'too much' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(send).not.toHaveBeenCalled();
  expect(pending.decisions).toEqual([]);
});

test('each decision has ten seconds of its own', async () => {
  const sent: string[] = [];
  const pending = new PendingDecisions(async (decision) => sent.push(decision.task.id));
  pending.add(task('a'), { outcome: 'approved' });
  await vi.advanceTimersByTimeAsync(4_000);
  pending.add(task('b'), { outcome: 'approved' });
  await vi.advanceTimersByTimeAsync(6_000);
  expect(sent).toEqual(['a']);
  expect(pending.decisions.map((decision) => decision.task.id)).toEqual(['b']);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(sent).toEqual(['a', 'b']);
});

test('leaving the page sends what waits, at once and so that it outlives the page', async () => {
  const send = vi.fn<SendDecision>(async () => undefined);
  const pending = new PendingDecisions(send);
  pending.add(task('a'), { outcome: 'approved' });
  pending.sendAll();
  expect(send.mock.calls[0]?.[1]).toEqual({ keepalive: true });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(send).toHaveBeenCalledTimes(1);
});

test('a decision that is being sent can no longer be undone', async () => {
  const pending = new PendingDecisions(() => new Promise(() => {}));
  pending.add(task('a'), { outcome: 'approved' });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(pending.undo('a')).toBeUndefined();
  expect(pending.decisions[0]?.state).toBe('sending');
});

test('a refused decision stays with its error until it is dismissed', async () => {
  const refused = new Error('already decided');
  const pending = new PendingDecisions(() => Promise.reject(refused));
  pending.add(task('a'), { outcome: 'approved' });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(pending.decisions).toMatchObject([{ state: 'failed', error: refused }]);
  pending.dismiss('a');
  expect(pending.decisions).toEqual([]);
});
