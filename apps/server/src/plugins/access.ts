import type { Access, Role } from '@innoflow/contracts';
import { AppError, roleHasPermission } from '@innoflow/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Who calls, in which organization. */
export type Auth = {
  readonly userId: string;
  readonly organizationId: string;
  readonly role: Role;
  readonly isSuperuser: boolean;
  readonly sessionId: string;
};

/** Finds out who calls. Synchronous when the caller is remembered. */
export type Authenticator = {
  /** Null without any token or cookie; a bad one throws `token_invalid`, `token_expired` or `origin_refused`. */
  findAuth(request: FastifyRequest): Auth | null | Promise<Auth | null>;
};

declare module 'fastify' {
  interface FastifyInstance {
    /** For transports that are no route contract, such as the WebSocket. */
    authenticator: Authenticator;
    /** Set by `declareAccess` for all routes of an encapsulated plugin. */
    scopeAccess: Access | null;
  }
  interface FastifyRequest {
    auth: Auth | null;
  }
  interface FastifyContextConfig {
    /** Who may call the route; without it the server refuses to boot. */
    access?: Access;
  }
}

/** Declares the access of every route that the encapsulated plugin `app` registers, e.g. of static files. */
export function declareAccess(app: FastifyInstance, access: Access): void {
  app.scopeAccess = access;
}

/** Throws `unauthenticated` or `forbidden` unless the caller may use something of this access. */
export function assertAccess(access: Access, auth: Auth | null): void {
  if (access === 'public') return;
  if (auth === null) {
    throw new AppError('unauthenticated', {
      detail: 'Log in, or send the header "Authorization: Bearer <access token>".',
    });
  }
  if (access === 'user' || roleHasPermission(auth.role, access.permission)) return;
  throw new AppError('forbidden', {
    detail: `The role "${auth.role}" lacks the permission "${access.permission}". Ask an owner or admin of the organization.`,
  });
}
