import type { z } from 'zod';
import type { ErrorCode } from './errors.ts';
import type { Permission } from './permissions.ts';

/**
 * Who may call a route. `public`: anybody; `user`: anybody logged in; a permission: members of the active
 * organization whose role has it. The server refuses to boot a route without one.
 */
export type Access = 'public' | 'user' | { permission: Permission };

export type HttpMethod = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** One object from which the server registers a route, OpenAPI is made, and the web calls it. */
export type RouteContract = {
  method: HttpMethod;
  /** With `:name` for path parameters and a trailing slash, which callers may leave out. */
  path: string;
  access: Access;
  summary: string;
  tag: string;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** Status → schema of the answer; `null` for an empty answer. */
  responses: Record<number, z.ZodType | null>;
  /** Codes of the registry that the route itself can answer with, besides the general ones. */
  errors?: readonly ErrorCode[];
  /** POST routes that create take an Idempotency-Key. */
  idempotent?: boolean;
  /** Largest body in bytes, when it differs from the server's limit. */
  bodyLimit?: number;
};

export function defineRoute<const R extends RouteContract>(route: R): R {
  return route;
}

type Out<S> = S extends z.ZodType ? z.output<S> : undefined;
type In<S> = S extends z.ZodType ? z.input<S> : undefined;
type SuccessStatus = 200 | 201 | 202 | 204;

export type RouteParams<R extends RouteContract> = Out<R['params']>;
export type RouteQuery<R extends RouteContract> = Out<R['query']>;
export type RouteBody<R extends RouteContract> = Out<R['body']>;
/** What a caller gives. */
export type RouteParamsInput<R extends RouteContract> = In<R['params']>;
export type RouteQueryInput<R extends RouteContract> = In<R['query']>;
export type RouteBodyInput<R extends RouteContract> = In<R['body']>;
/** The body of any success answer. */
export type RouteResult<R extends RouteContract> = Out<R['responses'][keyof R['responses'] & SuccessStatus]>;
