import type { StartedRun } from '@innoflow/runtime';
import { expect, test } from 'vitest';
import { hookAnswer } from './hook-answer.ts';

const run: StartedRun = {
  id: 'r1',
  status: 'running',
  response: null,
  output: null,
  error: null,
  finished: false,
};
const json = 'application/json; charset=utf-8';

test('an asynchronous webhook answers 202 with the id of the run, whatever the run did', () => {
  const answer = { status: 202, headers: { 'content-type': json }, body: '{"runId":"r1"}' };
  expect(hookAnswer(run, false)).toEqual(answer);
  expect(hookAnswer({ ...run, status: 'failed', finished: true }, false)).toEqual(answer);
});

test('a synchronous one answers 202 when the run has not answered in time', () => {
  expect(hookAnswer(run, true)).toMatchObject({ status: 202, body: '{"runId":"r1"}' });
});

test('a run that answers nothing itself answers with its output', () => {
  const finished: StartedRun = { ...run, status: 'succeeded', finished: true, output: { a: 1 } };
  expect(hookAnswer(finished, true)).toEqual({
    status: 200,
    headers: { 'content-type': json },
    body: '{"a":1}',
  });
});

test('what the run answers reaches the caller, but can neither set cookies nor run scripts on our origin', () => {
  const headers = {
    'Content-Type': 'text/html',
    'Set-Cookie': 'a=b',
    'Content-Security-Policy': 'x',
    'X-Count': '2',
  };
  const answer = hookAnswer({ ...run, response: { status: 201, headers, body: '<script>' } }, true);
  expect(answer).toEqual({
    status: 201,
    headers: {
      'content-type': 'text/html',
      'x-count': '2',
      'content-security-policy': 'sandbox',
      'x-content-type-options': 'nosniff',
    },
    body: '<script>',
  });
});

test('an answer without a body has no content type', () => {
  const answer = hookAnswer({ ...run, response: { status: 204, headers: {}, body: null } }, true);
  expect(answer).toMatchObject({ status: 204, body: '' });
  expect(answer.headers).not.toHaveProperty('content-type');
});

test('a run that failed is run_failed, with its id and its error', () => {
  const error = { code: 'http_status', message: 'the service answered 503' };
  expect(() => hookAnswer({ ...run, status: 'failed', finished: true, error }, true)).toThrow(
    expect.objectContaining({
      code: 'run_failed',
      options: expect.objectContaining({ extra: { runId: 'r1', error } }),
    }),
  );
});
