import { AppError } from '@innoflow/contracts';
import type { FastifyRequest } from 'fastify';

/**
 * Throws `origin_refused` when a page of a foreign origin makes a browser send this request with our cookie. Asked for
 * whatever changes something, and for WebSockets, which know no CORS. Requests that no browser sent carry neither
 * header and pass.
 */
export function assertSameOrigin(request: FastifyRequest, allowedOrigins: readonly string[]): void {
  const { origin, host, 'sec-fetch-site': site } = request.headers;
  if (site === 'same-origin' || site === 'none') return;
  if (origin === undefined && site === undefined) return;
  if (origin !== undefined && (allowedOrigins.includes(origin) || hostOf(origin) === host)) return;
  throw new AppError('origin_refused', {
    detail: `A page of ${origin ?? 'another origin'} may not do this. Add its origin to CORS_ALLOWED_ORIGINS if it should.`,
  });
}

/** Whether the request could change something, or opens a WebSocket. */
export function needsSameOrigin(request: FastifyRequest): boolean {
  const { method, headers } = request;
  return headers.upgrade !== undefined || (method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
