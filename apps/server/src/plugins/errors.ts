import { AppError, type ErrorCode, errorRegistry, type ProblemDetails } from '@innoflow/contracts';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { databaseErrorOf } from './database-errors.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Answers a page that does not exist; the web plugin sets it. Addresses of the API never come here. */
    pageNotFound: ((request: FastifyRequest, reply: FastifyReply) => unknown) | null;
  }
}

/** Addresses that programs call: an unknown one is answered with a problem document, not with a page. */
export const PROGRAM_PATH = /^\/(api|hooks|ws|graphql|healthz|readyz|metrics)(\/|$)/;

/** Every refusal and failure becomes problem details (RFC 9457) with a code of the registry. */
export const errorsPlugin = fp(
  async (app) => {
    app.decorate('pageNotFound', null);
    app.setErrorHandler((error, request, reply) => sendError(error, request, reply));
    app.setNotFoundHandler((request, reply) => {
      const path = request.url.split('?', 1)[0] ?? '/';
      const readable = request.method === 'GET' || request.method === 'HEAD';
      if (app.pageNotFound && readable && !PROGRAM_PATH.test(path)) return app.pageNotFound(request, reply);
      const allowed = allowedMethods(path, app.registeredContracts);
      if (allowed.length === 0) {
        return sendError(
          new AppError('not_found', { detail: `There is nothing at ${path}.` }),
          request,
          reply,
        );
      }
      reply.header('allow', allowed.join(', '));
      const detail = `${path} takes ${allowed.join(', ')}, not ${request.method}.`;
      return sendError(new AppError('method_not_allowed', { detail }), request, reply);
    });
  },
  { name: 'errors', fastify: '5.x', dependencies: ['route-guard'] },
);

/** Answers with the problem document of an error; unexpected ones are logged and never described. */
export function sendError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = asAppError(thrown, request);
  const { status, kind } = errorRegistry[error.code];
  if (kind === 'unexpected') request.log.error({ err: thrown }, 'unexpected error');
  else if (kind === 'operational') request.log.warn({ err: thrown }, error.message);
  else request.log.debug({ code: error.code, detail: error.message }, 'request refused');
  if (status === 401) reply.header('www-authenticate', 'Bearer realm="innoflow"');
  if (status === 503) reply.header('retry-after', '2');
  const { retryAfter } = error.options.extra ?? {};
  if (typeof retryAfter === 'number') reply.header('retry-after', String(retryAfter));
  return reply.code(status).type('application/problem+json').send(problemOf(error, request));
}

/** The problem document; `instance` is the path without its query, which may carry something private. */
function problemOf(error: AppError, request: FastifyRequest): ProblemDetails {
  const { status, title } = errorRegistry[error.code];
  const { detail, errors, problems, extra } = error.options;
  return {
    type: `urn:innoflow:error:${error.code}`,
    title,
    status,
    code: error.code,
    ...(detail === undefined ? {} : { detail }),
    instance: request.url.split('?', 1)[0] ?? '/',
    requestId: request.id,
    ...(errors ? { errors } : {}),
    // The cast: AppError carries them as unknown, because contracts' errors do not depend on validation.
    ...(problems ? { problems: problems as NonNullable<ProblemDetails['problems']> } : {}),
    ...extra,
  };
}

function asAppError(thrown: unknown, request: FastifyRequest): AppError {
  if (thrown instanceof AppError) return isUnexplained(thrown, request) ? noSuchId() : thrown;
  const database = databaseErrorOf(thrown);
  if (database) return database;
  const error: Partial<FastifyError> = thrown instanceof Error ? thrown : {};
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return tooLarge(request, thrown);
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new AppError('unsupported_media_type', {
      detail: `Send "content-type: application/json"; received ${JSON.stringify(request.headers['content-type'] ?? 'none')}.`,
      cause: thrown,
    });
  }
  const code = codeOfStatus(error.statusCode);
  // A refusal of a plugin, e.g. of static files: its message was written for the caller.
  if (code) return new AppError(code, { ...(error.message ? { detail: error.message } : {}), cause: thrown });
  return new AppError('internal_error', {
    detail: `Try again. If it stays so, give the request id ${request.id} to your administrator.`,
    cause: thrown,
  });
}

/** An id in the address stands for nothing that the caller may see, and the service said no more than that. */
function isUnexplained({ code, options }: AppError, { params }: FastifyRequest): boolean {
  const hasId = typeof params === 'object' && params !== null && 'id' in params;
  return code === 'not_found' && options.detail === undefined && hasId;
}

/** The same for ids that do not exist and for those of others, so that nobody learns which is which. */
function noSuchId(): AppError {
  return new AppError('not_found', {
    detail:
      'Nothing of your organization has the id in the address. Check the id, and which organization you are in.',
    errors: [{ field: 'params.id', rule: 'exists', message: 'is the id of nothing in your organization' }],
  });
}

function tooLarge(request: FastifyRequest, cause: unknown): AppError {
  const limit = request.routeOptions.bodyLimit;
  const received = Number(request.headers['content-length']);
  const size = Number.isFinite(received) ? `; received ${received}` : '';
  return new AppError('payload_too_large', {
    detail: `The body may have ${limit} bytes${size}. Send less, or ask the operator to raise MAX_BODY_BYTES.`,
    errors: [{ field: 'body', rule: 'max_bytes', message: `at most ${limit} bytes${size}` }],
    extra: { limit, ...(Number.isFinite(received) ? { received } : {}) },
    cause,
  });
}

function codeOfStatus(status: number | undefined): ErrorCode | undefined {
  if (status === undefined || status < 400 || status >= 500) return undefined;
  const known: Partial<Record<number, ErrorCode>> = {
    401: 'unauthenticated',
    403: 'forbidden',
    404: 'not_found',
    405: 'method_not_allowed',
    413: 'payload_too_large',
    415: 'unsupported_media_type',
    429: 'rate_limited',
  };
  return known[status] ?? 'validation_failed';
}

/** Methods of contracts whose path fits; looked for only when nothing else answers. */
function allowedMethods(path: string, contracts: Iterable<{ method: string; path: string }>): string[] {
  const steps = path.split('/').filter(Boolean);
  return [...contracts]
    .filter((contract) => {
      const pattern = contract.path.split('/').filter(Boolean);
      return (
        pattern.length === steps.length &&
        pattern.every((step, index) => step.startsWith(':') || step === steps[index])
      );
    })
    .map((contract) => contract.method);
}
