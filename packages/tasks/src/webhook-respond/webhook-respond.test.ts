import { expect, test } from 'vitest';
import { pureContext } from '../testing/contexts.ts';
import { configProblems, runPure } from '../testing/run-task.ts';
import { webhookRespond } from './webhook-respond.ts';

test('the caller gets status, headers and body, and there is no output', () => {
  const context = pureContext();
  const config = { status: 201, headers: { Location: '/orders/1', 'X-Count': 2 }, body: { ok: true } };
  expect(runPure(webhookRespond, config, context)).toEqual({ outcome: 'success' });
  expect(context.responses).toEqual([
    { status: 201, headers: { Location: '/orders/1', 'X-Count': '2' }, body: { ok: true } },
  ]);
});

test('without a config the answer is an empty 200', async () => {
  const context = pureContext();
  await runPure(webhookRespond, {}, context);
  expect(context.responses).toEqual([{ status: 200, headers: {}, body: null }]);
});

test('headers that would start another header or break the framing are refused', () => {
  const headers = { 'X-A': 'a\r\nSet-Cookie: b', 'Bad Name': 'a', 'Content-Length': '3' };
  expect(configProblems(webhookRespond, { headers })).toEqual([
    'headers.X-A: must be one line of Latin characters',
    'headers.Bad Name: is not a valid header name',
    'headers.Content-Length: is set by the connection itself: remove it',
  ]);
});
