import { expect, test } from 'vitest';
import { pureContext } from '../testing/contexts.ts';
import { configProblems, runPure } from '../testing/run-task.ts';
import { switchTask } from './switch.ts';

const cases = [
  { when: 'a', outcome: 'bug' },
  { when: 'b', outcome: 'feature' },
  { when: 'c', outcome: 'question' },
];

test('the first case that holds gives the outcome and later ones are not evaluated', () => {
  const context = pureContext({ a: false, b: true, c: true });
  expect(runPure(switchTask, { cases }, context)).toEqual({
    outcome: 'feature',
    output: { outcome: 'feature' },
  });
  expect(context.evaluated).toEqual(['a', 'b']);
});

test('when no case holds the outcome is "default"', () => {
  expect(runPure(switchTask, { cases }, pureContext())).toEqual({
    outcome: 'default',
    output: { outcome: 'default' },
  });
});

test('cases that answer later are evaluated one after the other', async () => {
  const context = pureContext({ a: Promise.resolve(false), b: 0, c: Promise.resolve('yes') });
  expect(await runPure(switchTask, { cases }, context)).toMatchObject({ outcome: 'question' });
  expect(context.evaluated).toEqual(['a', 'b', 'c']);
});

test('a switch without cases is refused', () => {
  expect(configProblems(switchTask, { cases: [] })).toHaveLength(1);
});
