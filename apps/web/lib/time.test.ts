import { expect, test } from 'vitest';
import { formatDuration, formatRelative } from './time.ts';

test.each([
  [0, '0 ms'],
  [85.4, '85 ms'],
  [1_250, '1.2 s'],
  [9_999, '9.9 s'],
  [45_900, '45 s'],
  [200_000, '3 min 20 s'],
  [3_600_000, '1 h'],
  [14_700_000, '4 h 5 min'],
  [183_600_000, '2 d 3 h'],
])('%d ms reads "%s"', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

const now = Date.parse('2026-11-23T12:00:00Z');

test.each([
  [-3_000, 'just now'],
  [20_000, 'in less than a minute'],
  [-50_000, '1 min ago'],
  [-5 * 60_000, '5 min ago'],
  [4 * 3_600_000, 'in 4 hr'],
  [-86_400_000, 'yesterday'],
])('a moment %d ms away reads "%s"', (distance, text) => {
  expect(formatRelative(now + distance, now)).toBe(text);
});
