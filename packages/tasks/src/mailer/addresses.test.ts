import { expect, test } from 'vitest';
import { formatAddress, parseAddresses } from './addresses.ts';

test('addresses with and without names are read from one text', () => {
  expect(
    parseAddresses('ada@example.com, "Byron, Ada" <ada.b@mail.example.org>; Bob <bob@localhost>'),
  ).toEqual({
    addresses: [
      { name: '', address: 'ada@example.com' },
      { name: 'Byron, Ada', address: 'ada.b@mail.example.org' },
      { name: 'Bob', address: 'bob@localhost' },
    ],
    invalid: [],
  });
});

test.each([
  'ada',
  'ada@',
  '@example.com',
  'ada@example..com',
  'a b@example.com',
  '"ada@evil.org x"@example.com',
  'ada@example.com>bob@evil.org',
  'ada@example.com\r\nBcc: bob@evil.org',
  'Ada\nBcc: bob@evil.org <ada@example.com>',
  'Ada\u2028 <ada@example.com>',
])('%j gives no address', (text) => {
  const { addresses, invalid } = parseAddresses(text);
  expect(addresses.map(({ address }) => address)).not.toContain('bob@evil.org');
  expect(invalid.length).toBeGreaterThan(0);
});

test.each(['Ada Lovelace', 'Byron, "Ada" \\ <x@y.org>', 'Ädä', ''])(
  'the name %j survives being written and read',
  (name) => {
    const one = { name, address: 'ada@example.com' };
    expect(parseAddresses(formatAddress(one)).addresses).toEqual([one]);
  },
);
