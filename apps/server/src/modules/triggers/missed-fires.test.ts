import { expect, test } from 'vitest';
import { firesToStart } from './missed-fires.ts';

const everyMinute = { cron: '* * * * *', timezone: 'UTC' };
const due = new Date('2026-01-01T00:00:00Z');
const at = (minutes: number, seconds = 0) => new Date(due.getTime() + minutes * 60_000 + seconds * 1_000);

test.each(['skip', 'once', 'all'] as const)(
  'with missed "%s" a fire that is on time is started',
  (missed) => {
    expect(firesToStart({ ...everyMinute, missed }, due, at(0, 2))).toEqual([due]);
  },
);

test('after an hour without anything running, "skip" starts only the fire of now', () => {
  expect(firesToStart({ ...everyMinute, missed: 'skip' }, due, at(60, 1))).toEqual([at(60)]);
  expect(firesToStart({ ...everyMinute, missed: 'skip' }, due, at(60, 45))).toEqual([]);
});

test('"once" makes up for all that were missed with the first of them', () => {
  expect(firesToStart({ ...everyMinute, missed: 'once' }, due, at(60, 1))).toEqual([due, at(60)]);
});

test('"all" starts each that was missed, the last hundred at most', () => {
  expect(firesToStart({ ...everyMinute, missed: 'all' }, due, at(3))).toEqual([due, at(1), at(2), at(3)]);
  const fires = firesToStart({ ...everyMinute, missed: 'all' }, due, at(10_000));
  expect(fires).toHaveLength(100);
  expect(fires.at(-1)).toEqual(at(10_000));
});
