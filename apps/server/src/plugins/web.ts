import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { serveNextDevelopment } from './web-development.ts';
import { loadWebExport, packAsset, type WebFile } from './web-export.ts';
import { contentSecurityPolicy, fill, type Template } from './web-page.ts';

export type WebOptions = {
  /** `production` serves the export from memory; `development` runs Next inside this server. */
  mode: 'production' | 'development';
  /** Where `next build` writes: `apps/web/out`. Its parent is the Next application. */
  exportDir: string;
};

/**
 * The web at every address that no other route has. An address that is neither is answered by the application's
 * not-found handler, with a page for people and a problem document for programs.
 */
export async function registerWeb(app: FastifyInstance, { mode, exportDir }: WebOptions): Promise<void> {
  if (mode === 'development') return serveNextDevelopment(app, exportDir);
  const web = await loadWebExport(exportDir);
  app.get('/*', { config: { access: 'public' }, logLevel: 'warn' }, (request, reply) => {
    const found = web.find(pathOf(request));
    if (!found) return reply.callNotFound();
    return sendFile(found.file, found.id, request, reply);
  });
  app.pageNotFound = (_request, reply) => sendPage(web.notFound, '', reply.code(404));
}

function sendFile(file: WebFile, id: string, request: FastifyRequest, reply: FastifyReply): unknown {
  switch (file.kind) {
    case 'page':
      return sendPage(file.template, id, reply);
    case 'text':
      return sendText(file, id, request, reply);
    case 'asset':
      return sendAsset(file, request, reply);
  }
}

/** Without an ETag: a 304 would pair the nonce of a new answer with the scripts of an old one. */
function sendPage(template: Template, id: string, reply: FastifyReply): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  return reply
    .header('content-security-policy', contentSecurityPolicy(nonce))
    .header('cache-control', 'no-cache')
    .type('text/html; charset=utf-8')
    .send(fill(template, id, nonce));
}

function sendText(
  file: Extract<WebFile, { kind: 'text' }>,
  id: string,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const tag = `"${file.tag}-${id}"`;
  reply.header('etag', tag).header('cache-control', 'no-cache');
  if (isKnown(request, tag)) return reply.code(304).send();
  return reply.type('text/plain; charset=utf-8').send(fill(file.template, id, ''));
}

function sendAsset(
  file: Extract<WebFile, { kind: 'asset' }>,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply | Promise<FastifyReply> {
  const packed = packAsset(file, request.headers['accept-encoding']);
  // an encoding is a representation of its own and has a tag of its own (RFC 9110, section 8.8.3)
  const tag = packed ? `"${file.tag}-${packed.encoding}"` : `"${file.tag}"`;
  reply
    .header('etag', tag)
    .header('vary', 'accept-encoding')
    .header('cache-control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (isKnown(request, tag)) return reply.code(304).send();
  reply.type(file.type);
  if (!packed) return reply.send(file.body);
  reply.header('content-encoding', packed.encoding);
  return packed.body.then((body) => reply.send(body));
}

function isKnown(request: FastifyRequest, tag: string): boolean {
  const known = request.headers['if-none-match'];
  return known?.split(',').some((each) => each.trim().replace(/^W\//, '') === tag) ?? false;
}

/** Decoded, without the query and a slash at the end; "" when it does not decode, which no file answers. */
function pathOf(request: FastifyRequest): string {
  const raw = request.url.split('?', 1)[0] ?? '/';
  const path = raw.length > 1 && raw.endsWith('/') ? raw.slice(0, -1) : raw;
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}
