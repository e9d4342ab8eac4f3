import fp from 'fastify-plugin';
import type { LoggerOptions } from 'pino';

/** Where passwords and tokens could stand in what is logged. Bodies are never logged. */
const REDACTED = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'accessToken',
  'refreshToken',
  'token',
  'secret',
];

/** One JSON line per event, without secrets. `level` is that of LOG_LEVEL. */
export function loggerOptions(level: string): LoggerOptions {
  return {
    level,
    base: null,
    redact: {
      paths: REDACTED.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
      censor: '[redacted]',
    },
    serializers: {
      // The path without its query: that may carry something private.
      req: (request: { method: string; url: string; ip: string }) => ({
        method: request.method,
        path: request.url.split('?', 1)[0],
        address: request.ip,
      }),
      err: serializeError,
    },
  };
}

/** Logs each answer when debugging. Errors are logged where they are handled. */
export const requestLogPlugin = fp(
  async (app) => {
    if (app.log.level !== 'debug' && app.log.level !== 'trace') return;
    app.addHook('onResponse', (request, reply, done) => {
      const ms = Math.round(reply.elapsedTime * 10) / 10;
      request.log.debug({ req: request, status: reply.statusCode, ms }, 'request');
      done();
    });
  },
  { name: 'request-log', fastify: '5.x' },
);

/**
 * Type, message, stack and cause; nothing else of an error, because libraries hang the whole request or query, with its
 * values, on theirs.
 */
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const cause = error.cause instanceof Error ? { cause: serializeError(error.cause) } : {};
  return { type: error.name, message: error.message, ...code, stack: error.stack, ...cause };
}
