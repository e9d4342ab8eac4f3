// @vitest-environment node
import { expect, test } from 'vitest';
import { cronInWords } from './cron-words.ts';

test.each([
  ['0 9 * * 1-5', 'every weekday at 09:00'],
  ['*/15 * * * *', 'every 15 minutes'],
  ['5 * * * *', 'every hour at minute 5'],
  ['0 */2 * * *', 'every 2 hours'],
  ['30 6 * * *', 'every day at 06:30'],
  ['0 8 * * mon,thu', 'every Monday and Thursday at 08:00'],
  ['0 0 1 * *', 'on day 1 of every month at 00:00'],
])('"%s" reads "%s"', (cron, words) => {
  expect(cronInWords(cron)).toBe(words);
});

test.each(['0 9 * * 1#2', '0 9 1 1 *', '0 0 9 * * *', 'nonsense', '0 9-17 * * *', '*/5 * 1 * *'])(
  '"%s" has no words',
  (cron) => {
    expect(cronInWords(cron)).toBeUndefined();
  },
);
