import { routes } from '@innoflow/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { registerRoute } from '../../plugins/routes.ts';
import type { Caller } from './identity.ts';
import { assertSameOrigin } from './request-origin.ts';
import type { AccountService, Opened } from './service.ts';
import type { SessionCookie } from './session-cookie.ts';

export type AccountRouteParts = {
  accounts: AccountService;
  cookie: SessionCookie;
  /** Origins besides our own whose pages may send the cookie. */
  allowedOrigins: readonly string[];
};

export function registerAccountRoutes(app: FastifyInstance, parts: AccountRouteParts): void {
  const { accounts, cookie, allowedOrigins } = parts;
  const contracts = routes.auth;

  /** These routes are public, so that the cookie is looked at here, with the check that it comes from our pages. */
  function cookieTokenOf(request: FastifyRequest): string | undefined {
    const found = cookie.find(request.headers.cookie);
    if (found.kind !== 'token') return undefined;
    assertSameOrigin(request, allowedOrigins);
    return found.token;
  }

  registerRoute(app, contracts.register, async ({ body, request, reply }) => {
    const { session, token }: Opened = await accounts.register(body, callerOf(request));
    reply.header('set-cookie', cookie.format(token));
    return session;
  });

  registerRoute(app, contracts.login, async ({ body, request, reply }) => {
    const { session, token } = await accounts.login(body, callerOf(request));
    reply.header('set-cookie', cookie.format(token));
    return session;
  });

  registerRoute(app, contracts.refresh, async ({ body, request, reply }) => {
    const cookieToken = cookieTokenOf(request);
    const { tokens, rotated } = await accounts.refresh({ refreshToken: body?.refreshToken, cookieToken });
    if (rotated !== null) reply.header('set-cookie', cookie.format(rotated));
    return tokens;
  });

  registerRoute(app, contracts.logout, async ({ body, request, reply }) => {
    await accounts.logout({
      refreshToken: body?.refreshToken,
      cookieToken: cookieTokenOf(request),
      accessToken: /^Bearer +(\S+)/i.exec(request.headers.authorization ?? '')?.[1],
    });
    reply.header('set-cookie', cookie.removal);
  });

  registerRoute(app, contracts.me, async ({ auth, request, reply }) => {
    const { me, token } = await accounts.me(auth);
    const byCookie = cookie.find(request.headers.cookie).kind === 'token';
    if (token !== undefined && byCookie) reply.header('set-cookie', cookie.format(token));
    return me;
  });
}

function callerOf(request: FastifyRequest): Caller {
  return { userAgent: request.headers['user-agent'], address: request.ip };
}
