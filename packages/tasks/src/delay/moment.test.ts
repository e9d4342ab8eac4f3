import { expect, test } from 'vitest';
import { parseMoment } from './moment.ts';

test.each([
  ['2027-01-31', Date.UTC(2027, 0, 31)],
  ['2027-01-31T09:05', Date.UTC(2027, 0, 31, 9, 5)],
  ['2027-01-31 09:05:07.25', Date.UTC(2027, 0, 31, 9, 5, 7, 250)],
  ['2027-01-31T09:05:07Z', Date.UTC(2027, 0, 31, 9, 5, 7)],
  ['2027-01-31T09:05:07+0530', Date.UTC(2027, 0, 31, 3, 35, 7)],
  ['2027-01-31T09:05:07-08', Date.UTC(2027, 0, 31, 17, 5, 7)],
  ['2028-02-29', Date.UTC(2028, 1, 29)],
  ['1801386000000', 1_801_386_000_000],
])('%s is read as the moment that it names', (text, moment) => {
  expect(parseMoment(text)).toBe(moment);
});

test.each(['', 'now', '2027', '2027-13-01', '2027-02-29', '31.01.2027', '999999999999999'])(
  '"%s" is no moment',
  (text) => {
    expect(parseMoment(text)).toBeUndefined();
  },
);
