import { AppError } from '@innoflow/contracts';
import type { FastifyRequest } from 'fastify';
import type { Auth, Authenticator } from '../../plugins/access.ts';
import type { Db } from '../db.ts';
import { verifyAccessToken } from './access-token.ts';
import { assertSameOrigin, needsSameOrigin } from './request-origin.ts';
import type { SessionCookie } from './session-cookie.ts';
import type { SessionMemory } from './session-memory.ts';
import { findSessionAuth } from './session-repository.ts';

export type AuthenticatorParts = {
  db: Db;
  accessTokenKey: Buffer;
  cookie: SessionCookie;
  memory: SessionMemory;
  /** Origins besides our own whose pages may send the cookie. */
  allowedOrigins: readonly string[];
};

/** Takes `Authorization: Bearer <access token>`, else the session cookie. */
export function createAuthenticator(parts: AuthenticatorParts): Authenticator {
  const { db, accessTokenKey, cookie, memory, allowedOrigins } = parts;

  function byAccessToken(token: string): Auth | Promise<Auth> {
    const now = Date.now();
    const found = memory.find(token, now, async () => {
      const { sessionId, organizationId, expiresAt } = verifyAccessToken(accessTokenKey, token, now);
      const auth = await findSessionAuth(db, { id: sessionId, organizationId });
      return { auth: auth ?? null, endsAt: expiresAt };
    });
    return found instanceof Promise ? found.then((auth) => assertLive(auth)) : assertLive(found);
  }

  function byCookie(request: FastifyRequest): Auth | null | Promise<Auth | null> {
    const found = cookie.find(request.headers.cookie);
    // A cookie of another installation on this host, or of before a change of the secret, is as good as none.
    if (found.kind !== 'token') return null;
    if (needsSameOrigin(request)) assertSameOrigin(request, allowedOrigins);
    const { token } = found;
    return memory.find(token, Date.now(), async () => ({
      auth: (await findSessionAuth(db, { token })) ?? null,
      endsAt: Number.POSITIVE_INFINITY,
    }));
  }

  return {
    findAuth(request) {
      const { authorization } = request.headers;
      if (authorization === undefined) return byCookie(request);
      const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
      if (token === undefined) {
        throw new AppError('token_invalid', {
          detail: 'Send the header as "Authorization: Bearer <access token>".',
        });
      }
      return byAccessToken(token);
    },
  };
}

function assertLive(auth: Auth | null): Auth {
  if (auth) return auth;
  throw new AppError('token_invalid', {
    detail: 'The session of this access token has ended. Log in again.',
  });
}
