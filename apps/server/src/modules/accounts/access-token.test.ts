import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { ACCESS_TOKEN_LIFETIME, signAccessToken, verifyAccessToken } from './access-token.ts';

const key = randomBytes(32);
const claims = { sessionId: 's', userId: 'u', organizationId: 'o' };
const now = Date.now();
const token = signAccessToken(key, claims, now);

test('a token says who it is for until its five minutes are over, and then that it has expired', () => {
  const end = (Math.floor(now / 1000) + ACCESS_TOKEN_LIFETIME) * 1000;
  expect(verifyAccessToken(key, token, now)).toEqual({ ...claims, expiresAt: end });
  expect(verifyAccessToken(key, token, end - 1)).toMatchObject(claims);
  expect(() => verifyAccessToken(key, token, end)).toThrow(
    expect.objectContaining({ code: 'token_expired' }),
  );
});

test('a token of another key, or changed anywhere, is invalid and not expired', () => {
  const invalid = expect.objectContaining({ code: 'token_invalid' });
  expect(() => verifyAccessToken(randomBytes(32), token, now)).toThrow(invalid);
  for (const changed of [
    `${token}x.y`,
    token.slice(0, -3),
    token.replace('.', '.x'),
    '',
    '..',
    `x${token}`,
  ]) {
    expect(() => verifyAccessToken(key, changed, now), changed).toThrow(invalid);
  }
});
