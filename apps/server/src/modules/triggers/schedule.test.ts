import { expect, test } from 'vitest';
import { findCronError, findNextFire, isTimezone, listFires } from './schedule.ts';

const berlin = { cron: '30 2 * * *', timezone: 'Europe/Berlin' };

test('the next fire is in the time zone of the schedule', () => {
  expect(findNextFire(berlin, new Date('2026-01-10T12:00:00Z'))).toEqual(new Date('2026-01-11T01:30:00Z'));
  expect(findNextFire(berlin, new Date('2026-07-10T12:00:00Z'))).toEqual(new Date('2026-07-11T00:30:00Z'));
});

test('a time that a change of clocks leaves out fires once, right after the gap', () => {
  // On 2026-03-29 Berlin's clocks go from 2:00 to 3:00.
  const fires = listFires(berlin, new Date('2026-03-28T12:00:00Z'), new Date('2026-03-30T12:00:00Z'), 10);
  expect(fires).toEqual([new Date('2026-03-29T01:00:00Z'), new Date('2026-03-30T00:30:00Z')]);
});

test('fires are listed with both ends, earliest first, and no more than asked for', () => {
  const schedule = { cron: '*/10 * * * * *', timezone: 'UTC' };
  const from = new Date('2026-01-01T00:00:00Z');
  const until = new Date('2026-01-01T00:00:30.500Z');
  const seconds = (fires: Date[]) => fires.map((fire) => fire.getUTCSeconds());
  expect(seconds(listFires(schedule, from, until, 10))).toEqual([0, 10, 20, 30]);
  expect(seconds(listFires(schedule, from, until, 2))).toEqual([20, 30]);
});

test.each(['* * *', '61 * * * *', '* * * * * * *', 'soon', '0 9 31 2 *'])(
  'the cron expression "%s" is refused',
  (cron) => {
    expect(findCronError(cron)).toEqual(expect.any(String));
  },
);

test.each(['0 9 * * 1-5', '*/10 * * * * *', '0 0 1 JAN *'])('the cron expression "%s" is taken', (cron) => {
  expect(findCronError(cron)).toBeUndefined();
});

test('a time zone is one that IANA lists', () => {
  expect(isTimezone('Europe/Berlin')).toBe(true);
  expect(isTimezone('Mars/Olympus')).toBe(false);
  expect(isTimezone('')).toBe(false);
});
