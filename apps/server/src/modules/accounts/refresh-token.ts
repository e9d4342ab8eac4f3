import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * `<session id>.<session token>.<mac>`: stands for a session. The mac proves that we gave it out, so that an old token
 * is told from a made-up one: the first ends the session it was of, the second is only refused.
 */
export type RefreshToken = { readonly sessionId: string; readonly token: string };

export function formatRefreshToken(key: Buffer, { sessionId, token }: RefreshToken): string {
  const signed = `${sessionId}.${token}`;
  return `${signed}.${mac(key, signed).toString('base64url')}`;
}

/** Undefined for a text that we did not give out. */
export function parseRefreshToken(key: Buffer, text: string): RefreshToken | undefined {
  const [sessionId, token, signature, ...rest] = text.split('.');
  if (sessionId === undefined || token === undefined || signature === undefined || rest.length > 0)
    return undefined;
  const given = Buffer.from(signature, 'base64url');
  const expected = mac(key, `${sessionId}.${token}`);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return { sessionId, token };
}

/** 192 random bits, as long as Better Auth's own tokens. */
export function createSessionToken(): string {
  return randomBytes(24).toString('base64url');
}

function mac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest().subarray(0, 16);
}
