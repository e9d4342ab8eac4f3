import { expect, test } from 'vitest';
import { parseDuration } from './duration.ts';

test.each([
  ['500ms', 500],
  ['20s', 20_000],
  ['1.5h', 5_400_000],
  ['3d', 259_200_000],
  ['PT20S', 20_000],
  ['P1DT2H', 93_600_000],
  ['P2W', 1_209_600_000],
])('%s is %d ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each(['', '5', 's', '5 min', 'P', 'PT', 'P1Y', '-5s', '99999999d'])('%s is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});
