import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '@innoflow/contracts';

/** Seconds that an access token is valid. */
export const ACCESS_TOKEN_LIFETIME = 300;

/** What an access token says; who may do what is read from the session, so that a change works within seconds. */
export type AccessClaims = {
  readonly sessionId: string;
  readonly userId: string;
  readonly organizationId: string;
};

/** RFC 7519 and 7515 with the one algorithm that we accept; a token with any other header is invalid. */
const HEADER = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT' })).toString('base64url');

/** A signed token of five minutes from `now` (milliseconds). */
export function signAccessToken(key: Buffer, claims: AccessClaims, now: number): string {
  const issuedAt = Math.floor(now / 1000);
  const payload = {
    sub: claims.userId,
    sid: claims.sessionId,
    org: claims.organizationId,
    iat: issuedAt,
    exp: issuedAt + ACCESS_TOKEN_LIFETIME,
  };
  const signed = `${HEADER}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}`;
  return `${signed}.${sign(key, signed).toString('base64url')}`;
}

/** The claims of a genuine token. Throws `token_invalid`, or `token_expired` when only its time is over. */
export function verifyAccessToken(
  key: Buffer,
  token: string,
  now: number,
): AccessClaims & { readonly expiresAt: number } {
  const [header, payload, signature, ...rest] = token.split('.');
  if (header !== HEADER || payload === undefined || signature === undefined || rest.length > 0)
    throw invalid();
  const given = Buffer.from(signature, 'base64url');
  const expected = sign(key, `${header}.${payload}`);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw invalid();
  // Only we sign with this key, so the payload has the shape of signAccessToken.
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  const { sub, sid, org, exp } = claims as { sub: string; sid: string; org: string; exp: number };
  if (exp * 1000 <= now) {
    throw new AppError('token_expired', {
      detail: 'Get a new access token at /api/auth/refresh/ with your refresh token, or log in again.',
      errors: [
        {
          field: 'headers.authorization',
          rule: 'expired',
          message: `expired at ${new Date(exp * 1000).toISOString()}`,
        },
      ],
    });
  }
  return { userId: sub, sessionId: sid, organizationId: org, expiresAt: exp * 1000 };
}

function sign(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function invalid(): AppError {
  return new AppError('token_invalid', {
    detail: 'The access token was not made by this installation. Log in to get one.',
    errors: [
      { field: 'headers.authorization', rule: 'signature', message: 'is not a token of this installation' },
    ],
  });
}
