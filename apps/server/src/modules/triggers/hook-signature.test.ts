import { expect, test } from 'vitest';
import { assertSignature } from './hook-signature.ts';

/** The example of GitHub's documentation. */
const secret = "It's a Secret to Everybody";
const body = Buffer.from('Hello, World!');
const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';

test('the signature of the example in the documentation of GitHub holds', () => {
  expect(() => assertSignature(secret, signature, body)).not.toThrow();
});

test('without a signature the code is webhook_signature_missing', () => {
  expect(() => assertSignature(secret, undefined, body)).toThrow(
    expect.objectContaining({ code: 'webhook_signature_missing' }),
  );
});

test.each([
  ['of another body', signature, Buffer.from('Hello, World?')],
  ['of another secret', signature.replace('757', '758'), body],
  ['that is cut off', signature.slice(0, -2), body],
  ['of another kind', 'sha1=0123', body],
  ['sent twice', [signature, signature], body],
])('a signature %s is webhook_signature_invalid', (_, header, signed) => {
  expect(() => assertSignature(secret, header, signed)).toThrow(
    expect.objectContaining({ code: 'webhook_signature_invalid' }),
  );
});
