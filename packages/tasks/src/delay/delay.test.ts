import { expect, test } from 'vitest';
import { NOW, pureContext } from '../testing/contexts.ts';
import { beginWait, configProblems, resumeWait } from '../testing/run-task.ts';
import { delay } from './delay.ts';

test('"for" wakes after the duration', () => {
  expect(beginWait(delay, { for: '15m' }, pureContext())).toEqual({ wakeAt: NOW + 15 * 60_000 });
});

test('"until" wakes at the moment', () => {
  expect(beginWait(delay, { until: '2027-01-31T11:30:00+01:00' }, pureContext())).toEqual({
    wakeAt: Date.UTC(2027, 0, 31, 10, 30),
  });
});

test('a moment in the past is due at once', () => {
  expect(beginWait(delay, { until: '2020-01-01' }, pureContext())).toEqual({ wakeAt: Date.UTC(2020, 0, 1) });
});

test('milliseconds from an expression are a moment too', () => {
  expect(beginWait(delay, { until: NOW + 5 }, pureContext())).toEqual({ wakeAt: NOW + 5 });
});

test('the output says when it woke', () => {
  expect(resumeWait(delay, { for: '1s' }, { kind: 'timer' }, NOW)).toEqual({
    outcome: 'success',
    output: { wokeAt: '2027-01-31T09:00:00.000Z' },
  });
});

test.each([[{}], [{ for: '1s', until: '2027-01-01' }]])('%j is refused: exactly one is needed', (config) => {
  expect(configProblems(delay, config)).toEqual(['for: needs either "for" or "until", and not both']);
});

test.each([
  [{ for: 'soon' }],
  [{ until: 'tomorrow' }],
  [{ until: '2027-02-31' }],
  [{ until: '2027-01-31T25:00' }],
])('%j is refused', (config) => {
  expect(configProblems(delay, config)).toHaveLength(1);
});
