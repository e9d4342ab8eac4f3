// @vitest-environment node
import type { TaskRun } from '@innoflow/contracts';
import { expect, test } from 'vitest';
import { runProgress } from './run-progress.ts';

const taskRun = (seq: number, taskId: string, more: Partial<TaskRun> = {}): TaskRun => ({
  id: `${seq}`,
  runId: 'r',
  seq,
  taskId,
  path: taskId,
  attempt: 1,
  status: 'succeeded',
  outcome: 'success',
  input: null,
  output: null,
  error: null,
  transitions: null,
  wakeAt: null,
  waitingFor: null,
  startedAt: '2026-11-23T12:00:00.000Z',
  finishedAt: null,
  durationMs: 5,
  ...more,
});

test('a task that runs again shows its newest task run and how often it ran', () => {
  const { progress } = runProgress(
    'running',
    [taskRun(1, 'a'), taskRun(2, 'a', { durationMs: 9 })],
    ['a', 'b'],
  );
  expect(progress.get('a')).toMatchObject({ status: 'succeeded', times: 2, durationMs: 9 });
  expect(progress.has('b')).toBe(false);
});

test('a task of which something still runs counts as running, whatever ended after it', () => {
  const runs = [taskRun(1, 'a', { status: 'running', durationMs: null }), taskRun(2, 'a')];
  expect(runProgress('running', runs, ['a']).progress.get('a')?.status).toBe('running');
});

test('attempts of one task run are one time, with the number of the last attempt', () => {
  const runs = [taskRun(1, 'a', { status: 'failed' }), taskRun(1, 'a', { attempt: 2 })];
  expect(runProgress('succeeded', runs, ['a']).progress.get('a')).toMatchObject({ attempt: 2, times: 1 });
});

test('the transitions of all ended task runs are taken, and unreached tasks of an ended run are skipped', () => {
  const runs = [taskRun(1, 'a', { transitions: [0, 2] }), taskRun(2, 'b', { transitions: [3] })];
  const { progress, taken } = runProgress('failed', runs, ['a', 'b', 'c']);
  expect([...taken]).toEqual([0, 2, 3]);
  expect(progress.get('c')?.status).toBe('skipped');
});
