import cors from '@fastify/cors';
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

/** JSON is never a document: nothing may be loaded or framed by it. Pages set a policy of their own. */
const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** What every answer says to browsers, and which hosts and origins are served. */
export const headersPlugin = fp<HeaderOptions>(
  async (app, { allowedHosts, allowedOrigins, https }) => {
    const headers = {
      ...SECURITY_HEADERS,
      // Tells browsers to stay with https.
      ...(https ? { 'strict-transport-security': 'max-age=31536000' } : {}),
    };
    // Every request passes here: one hook, without a promise.
    app.addHook('onRequest', (request, reply, done) => {
      reply.headers(headers).header('x-request-id', request.id);
      if (isAllowedHost(request.headers.host, allowedHosts)) return done();
      done(
        new AppError('not_found', {
          detail: 'This host name is not served here. The operator adds it to ALLOWED_HOSTS.',
        }),
      );
    });
    if (allowedOrigins.length === 0) return;
    await app.register(cors, {
      origin: [...allowedOrigins],
      credentials: true,
      methods: ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE'],
      exposedHeaders: ['etag', 'location', 'retry-after', 'idempotency-replayed', 'x-request-id'],
      maxAge: 600,
    });
  },
  { name: 'headers', fastify: '5.x' },
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
