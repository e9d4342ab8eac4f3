import { expect, test } from 'vitest';
import { NOW, pureContext } from '../testing/contexts.ts';
import { beginWait, resumeWait } from '../testing/run-task.ts';
import { waitEvent } from './wait-event.ts';

test('it waits for the event of that name, and early ones count unless told otherwise', () => {
  expect(beginWait(waitEvent, { name: 'paid' }, pureContext())).toEqual({
    event: { name: 'paid', keepEarly: true },
  });
});

test('the match is handed on and not evaluated by the task', () => {
  const context = pureContext({ 'payload.id = input.id': true });
  const config = { name: 'paid', match: 'payload.id = input.id', keepEarly: false };
  expect(beginWait(waitEvent, config, context)).toEqual({ event: config });
  expect(context.evaluated).toEqual([]);
});

test('the payload of the event is the output', () => {
  const cause = { kind: 'event', payload: { amount: 3 } } as const;
  expect(resumeWait(waitEvent, { name: 'paid' }, cause, NOW)).toEqual({
    outcome: 'success',
    output: { amount: 3 },
  });
});

test('a timer ends it with the outcome "timeout"', () => {
  expect(resumeWait(waitEvent, { name: 'paid' }, { kind: 'timer' }, NOW)).toEqual({ outcome: 'timeout' });
});
