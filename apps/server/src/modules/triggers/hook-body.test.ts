import { expect, test } from 'vitest';
import { parseHookBody } from './hook-body.ts';

const parse = (type: string | undefined, body: string | Buffer) => parseHookBody(type, Buffer.from(body));

test.each([
  ['application/json', '{"a":1}', { a: 1 }],
  ['application/vnd.github+json; charset=utf-8', '[1]', [1]],
  ['Application/JSON; charset=utf-8', 'null', null],
  ['application/x-www-form-urlencoded', 'a=1&b=2&b=3', { a: '1', b: ['2', '3'] }],
  ['text/plain', 'hello', 'hello'],
  [undefined, 'hello', 'hello'],
  ['application/json', '', {}],
])('a body of type %s is taken as it says: %s', (type, body, input) => {
  expect(parse(type, body)).toEqual(input);
});

test('malformed JSON, binary data and endless nesting are refused, each with its code', () => {
  const codeOf = (type: string, body: string | Buffer) => {
    try {
      parse(type, body);
      return undefined;
    } catch (error) {
      return error;
    }
  };
  expect(codeOf('application/json', '{"a":')).toMatchObject({ code: 'malformed_json' });
  expect(codeOf('image/png', Buffer.from([0x89, 0x50, 0xff]))).toMatchObject({
    code: 'unsupported_media_type',
  });
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  expect(codeOf('application/json', deep)).toMatchObject({ code: 'validation_failed' });
});
