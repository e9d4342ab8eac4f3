import { expect, test } from 'vitest';
import { pureContext } from '../testing/contexts.ts';
import { runPure } from '../testing/run-task.ts';
import { condition } from './condition.ts';

const outcomeFor = (value: unknown) => runPure(condition, { if: 'x' }, pureContext({ x: value }));

test('a condition that holds ends as "true" and says so in its output', () => {
  expect(outcomeFor(true)).toEqual({ outcome: 'true', output: { result: true } });
});

test('a missing value counts as false, not as an error', () => {
  expect(outcomeFor(undefined)).toEqual({ outcome: 'false', output: { result: false } });
});

test.each([
  ['text', 'a', 'true'],
  ['the empty text', '', 'false'],
  ['the text "false"', 'false', 'true'],
  ['zero', 0, 'false'],
  ['a number', -1, 'true'],
  ['null', null, 'false'],
  ['an empty list', [], 'false'],
  ['a list of false values', [0, '', [null]], 'false'],
  ['a list with a true value', [0, [1]], 'true'],
  ['an empty object', {}, 'false'],
  ['an object', { a: false }, 'true'],
  ['a function', () => true, 'false'],
])('%s is judged as $boolean of JSONata does', (_what, value, outcome) => {
  expect(outcomeFor(value)).toMatchObject({ outcome });
});

test('an expression that answers later is waited for', async () => {
  expect(await runPure(condition, { if: 'x' }, pureContext({ x: Promise.resolve(1) }))).toEqual({
    outcome: 'true',
    output: { result: true },
  });
});
