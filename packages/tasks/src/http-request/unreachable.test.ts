import { expect, test } from 'vitest';
import { whyUnreachable } from './unreachable.ts';

const coded = (code: string, message: string, cause?: unknown) =>
  Object.assign(new Error(message, { cause }), { code });
const fetchFailed = (cause: unknown) => new TypeError('fetch failed', { cause });

test.each([
  [coded('ENOTFOUND', 'getaddrinfo ENOTFOUND x'), 'the host name is not known (ENOTFOUND)'],
  [coded('CERT_HAS_EXPIRED', 'certificate has expired'), 'its TLS certificate has expired'],
  [coded('UND_ERR_HEADERS_TIMEOUT', 'Headers Timeout Error'), 'no answer came in time'],
  [
    new AggregateError([coded('ECONNREFUSED', 'a'), coded('ECONNREFUSED', 'b')]),
    'nothing listens at that address (ECONNREFUSED)',
  ],
])('the reason is found below "fetch failed": %s', (cause, reason) => {
  expect(whyUnreachable(fetchFailed(cause))).toBe(reason);
});

test('a reason that is not known is given as it is, with its code', () => {
  expect(whyUnreachable(fetchFailed(coded('EODD', 'something odd')))).toBe('something odd (EODD)');
  expect(whyUnreachable('odd')).toBe('no reason given');
});
