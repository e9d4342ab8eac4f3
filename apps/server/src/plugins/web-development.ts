import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { PROGRAM_PATH } from './errors.ts';

/** What is used of Next's custom server; the web depends on Next, the server does not. */
type NextServer = {
  prepare(): Promise<void>;
  close(): Promise<void>;
  getRequestHandler(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
};
type CreateNext = (options: { dev: true; dir: string; httpServer: unknown; turbopack: true }) => NextServer;

/**
 * Runs Next with hot reload inside this server. Next gets a server of its own that never listens: left alone it would
 * attach to ours and answer the upgrades of our WebSocket too. Only upgrades of `/_next/*` are handed to it.
 */
export async function serveNextDevelopment(app: FastifyInstance, exportDir: string): Promise<void> {
  const dir = dirname(exportDir);
  const createNext = createRequire(join(dir, 'package.json'))('next') as CreateNext; // its documented custom server
  const dummy = createServer();
  const next = createNext({ dev: true, dir, httpServer: dummy, turbopack: true });
  await next.prepare();
  const handle = next.getRequestHandler();

  // before the body is read: Next reads it itself
  app.addHook('onRequest', async (request, reply) => {
    if (PROGRAM_PATH.test(request.url.split('?', 1)[0] ?? '/')) return;
    reply.hijack();
    await handle(request.raw, reply.raw);
  });
  app.addHook('onReady', async () => {
    const { server } = app;
    const others = server.listeners('upgrade');
    server.removeAllListeners('upgrade');
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (request.url?.startsWith('/_next/')) dummy.emit('upgrade', request, socket, head);
      else for (const listener of others) listener.call(server, request, socket, head);
    });
  });
  app.addHook('onClose', () => next.close());
}
