import { AppError } from '@innoflow/contracts';
import { uuidv7 } from '@innoflow/db';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Config } from './config.ts';
import type { Authenticator } from './plugins/access.ts';
import { errorsPlugin, sendError } from './plugins/errors.ts';
import { headersPlugin } from './plugins/headers.ts';
import type { IdempotencyStore } from './plugins/idempotency.ts';
import { jsonBodyPlugin } from './plugins/json-body.ts';
import { requestLogPlugin } from './plugins/logging.ts';
import { routeGuard } from './plugins/route-guard.ts';

export type HttpAppOptions = {
  config: Pick<
    Config,
    'maxBodyBytes' | 'trustedProxies' | 'allowedHosts' | 'allowedOrigins' | 'secureCookies' | 'test'
  >;
  logger: FastifyBaseLogger;
  authenticator: Authenticator;
  idempotency: IdempotencyStore | null;
  /** Refuse to boot when a contract has no handler. */
  requireAllContracts?: boolean;
};

/** The HTTP side without any module: errors, access, bodies, headers. Modules register their routes on it. */
export async function createHttpApp(options: HttpAppOptions): Promise<FastifyInstance> {
  const { config, logger, authenticator, idempotency, requireAllContracts = false } = options;
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    // Ours, never a client's: it stands in logs.
    requestIdHeader: false,
    genReqId: () => uuidv7(),
    bodyLimit: config.maxBodyBytes,
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
    // Receiving a request may take that long; answering may take longer.
    requestTimeout: 120_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => {
      const isBadAddress = error.code === 'FST_ERR_BAD_URL';
      sendError(
        isBadAddress ? new AppError('not_found', { detail: 'The address is malformed.' }) : error,
        request,
        reply,
      );
    },
  });
  refuseWhileClosing(app);
  // Before access is checked: refusals carry these headers too.
  await app.register(headersPlugin, {
    allowedHosts: config.allowedHosts,
    allowedOrigins: config.allowedOrigins,
    https: config.secureCookies,
  });
  await app.register(routeGuard, {
    authenticator,
    idempotency,
    requireAllContracts,
    validateResponses: config.test,
  });
  await app.register(errorsPlugin);
  await app.register(jsonBodyPlugin);
  await app.register(requestLogPlugin);
  return app;
}

/** Requests on connections that are still open while the server stops are sent elsewhere. */
function refuseWhileClosing(app: FastifyInstance): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onRequest', (_request, reply, done) => {
    if (!closing) return done();
    reply.header('connection', 'close');
    done(new AppError('shutting_down', { detail: 'Send the request again in a moment.' }));
  });
}
