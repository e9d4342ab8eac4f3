import type { RouteBody, RouteContract, RouteParams, RouteQuery, RouteResult } from '@innoflow/contracts';
import { AppError } from '@innoflow/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Auth } from './access.ts';
import { fieldErrors } from './field-errors.ts';
import type { IdempotencyStore } from './idempotency.ts';

declare module 'fastify' {
  interface FastifyInstance {
    routeSettings: RouteSettings;
    /** Contracts that have a handler. */
    registeredContracts: Set<RouteContract>;
  }
}

export type RouteSettings = {
  /** For contracts with `idempotent`; null ignores the header. */
  idempotency: IdempotencyStore | null;
  /** Hold answers against the contract too; tests do, production does not pay for it. */
  validateResponses: boolean;
};

export type RouteContext<R extends RouteContract> = {
  params: RouteParams<R>;
  query: RouteQuery<R>;
  body: RouteBody<R>;
  /** Null on public routes, which nobody has to prove who they are for. */
  auth: R['access'] extends 'public' ? null : Auth;
  request: FastifyRequest;
  reply: FastifyReply;
  /** For what the request creates, when it came with an Idempotency-Key; see IdempotencyStore. */
  createdId: string | undefined;
};

/**
 * Gives the body of the answer. Its status is the lowest success status of the contract; a handler that answers
 * with another one calls `reply.code(…)`. Headers: `reply.header(…)`. Refusals: throw AppError.
 */
export type RouteHandler<R extends RouteContract> = (
  context: RouteContext<R>,
) => Promise<RouteAnswer<R>> | RouteAnswer<R>;

/** Nothing for an empty answer (204). */
type RouteAnswer<R extends RouteContract> = [RouteResult<R>] extends [undefined] ? void : RouteResult<R>;

/**
 * Registers a contract with its handler: access is checked before the body is read, then params, query and body
 * are validated (`validation_failed` names each field), and `Idempotency-Key` is honoured where the contract says so.
 */
export function registerRoute<R extends RouteContract>(
  app: FastifyInstance,
  contract: R,
  handler: RouteHandler<R>,
): void {
  const { access } = contract;
  const status = successStatus(contract);
  const { idempotency, validateResponses } = app.routeSettings;
  const answeredOnce = contract.idempotent === true && idempotency !== null;

  async function answer(request: FastifyRequest, reply: FastifyReply, createdId?: string): Promise<unknown> {
    // The cast: the schemas are those of the contract, so their output is what its types say.
    const context = {
      params: parsePart(contract.params, request.params, 'params'),
      query: parsePart(contract.query, request.query, 'query'),
      body: parsePart(contract.body, request.body, 'body'),
      auth: request.auth,
      request,
      reply,
      createdId,
    } as RouteContext<R>;
    reply.code(status);
    const result = await handler(context);
    if (validateResponses) assertResponse(contract, reply.statusCode, result);
    return result;
  }

  app.registeredContracts.add(contract);
  app.route({
    method: contract.method,
    url: contract.path,
    config: { access },
    ...(contract.bodyLimit === undefined ? {} : { bodyLimit: contract.bodyLimit }),
    async handler(request, reply) {
      const result = answeredOnce
        ? await idempotency.answerOnce(request, reply, (createdId) => answer(request, reply, createdId))
        : await answer(request, reply);
      return reply.statusCode === 204 ? reply.send() : reply.send(result ?? null);
    },
  });
}

/**
 * The id of a path parameter, in lower case. Text that is no UUID throws `not_found`, exactly like an id that does
 * not exist.
 */
export function parseId(text: string): string {
  if (!UUID.test(text)) throw new AppError('not_found');
  return text.toLowerCase();
}
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Status of an answer whose handler sets none. */
function successStatus(contract: RouteContract): number {
  const status = Object.keys(contract.responses)
    .map(Number)
    .find((candidate) => candidate >= 200 && candidate < 300);
  if (status === undefined) throw new Error(`${contract.method} ${contract.path} declares no success answer`);
  return status;
}

function parsePart(
  schema: z.ZodType | undefined,
  value: unknown,
  part: 'params' | 'query' | 'body',
): unknown {
  if (schema === undefined) return undefined;
  // An absent body arrives as null.
  const parsed = schema.safeParse(value ?? undefined, { reportInput: true });
  if (parsed.success) return parsed.data;
  const errors = fieldErrors(part, parsed.error.issues);
  throw new AppError('validation_failed', {
    detail: errors.map((error) => `${error.field}: ${error.message}`).join('; '),
    errors,
  });
}

function assertResponse(contract: RouteContract, status: number, result: unknown): void {
  const schema = contract.responses[status];
  const where = `${contract.method} ${contract.path} → ${status}`;
  if (schema === undefined) throw new Error(`${where}: the contract has no such answer`);
  if (schema === null) return;
  // Through JSON, as the caller gets it.
  const parsed = schema.safeParse(JSON.parse(JSON.stringify(result ?? null)));
  if (!parsed.success) throw new Error(`${where} breaks its contract: ${z.prettifyError(parsed.error)}`);
}
