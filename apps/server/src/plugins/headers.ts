import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import { AppError } from '@innoflow/contracts';
import fp from 'fastify-plugin';
import { isLoopback } from '../config.ts';

export type HeaderOptions = {
  /** Empty: every host name is accepted. `.example.com` takes its sub-domains too. */
  allowedHosts: readonly string[];
  /** Origins besides our own whose pages may call the API with credentials. */
  allowedOrigins: readonly string[];
  /** People come by https: tell browsers to stay with it. */
  https: boolean;
};

/** What every answer says to browsers, and which hosts and origins are served. Pages set a policy of their own. */
export const headersPlugin = fp<HeaderOptions>(
  async (app, { allowedHosts, allowedOrigins, https }) => {
    app.addHook('onRequest', async (request) => {
      if (isAllowedHost(request.headers.host, allowedHosts)) return;
      throw new AppError('not_found', {
        detail: `This host name is not served here. The operator adds it to ALLOWED_HOSTS.`,
      });
    });
    await app.register(helmet, {
      // JSON is never a document: nothing may be loaded or framed by it.
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          frameAncestors: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'none'"],
        },
      },
      strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
      crossOriginResourcePolicy: { policy: 'same-origin' },
      referrerPolicy: { policy: 'same-origin' },
    });
    if (allowedOrigins.length > 0) {
      await app.register(cors, {
        origin: [...allowedOrigins],
        credentials: true,
        methods: ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE'],
        exposedHeaders: ['etag', 'location', 'retry-after', 'idempotency-replayed', 'x-request-id'],
        maxAge: 600,
      });
    }
    app.addHook('onRequest', async (request, reply) => {
      reply.header('x-request-id', request.id);
    });
  },
  { name: 'headers', fastify: '5.x', dependencies: ['errors'] },
);

/** Loopback names are always served: health checks and the command line use them. */
function isAllowedHost(header: string | undefined, allowedHosts: readonly string[]): boolean {
  if (allowedHosts.length === 0 || allowedHosts.includes('*')) return true;
  const host = (header ?? '')
    .replace(/:\d*$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase();
  if (isLoopback(host)) return true;
  return allowedHosts.some((allowed) => {
    const name = allowed.toLowerCase();
    return name.startsWith('.') ? host.endsWith(name) || host === name.slice(1) : host === name;
  });
}
