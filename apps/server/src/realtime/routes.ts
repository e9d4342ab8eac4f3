import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import websocket from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { declareAccess } from '../plugins/access.ts';
import { LiveConnection } from './connection.ts';
import type { LiveHub } from './hub.ts';

const MAX_MESSAGE_BYTES = 64 * 1024;
const PATH = /^\/ws\/?($|\?)/;

/**
 * `/ws`: live updates. Whoever connects is known by the session cookie, whose `Origin` has to be ours, or by
 * `Authorization: Bearer`; clients that can send neither connect and say `{ "token": "<access token>" }` first. A
 * token in the address is not taken: addresses stand in logs.
 */
export async function realtimeRoutes(app: FastifyInstance, { hub }: { hub: LiveHub }): Promise<void> {
  // Upgrades to other addresses are not the plugin's: in development some are Next's.
  const upgrades = new EventEmitter();
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (PATH.test(request.url ?? '')) upgrades.emit('upgrade', request, socket, head);
    else if (app.server.listenerCount('upgrade') === 1)
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
  };
  app.server.on('upgrade', onUpgrade);
  app.addHook('onClose', async () => void app.server.off('upgrade', onUpgrade));

  declareAccess(app, 'public');
  await app.register(websocket, {
    options: {
      maxPayload: MAX_MESSAGE_BYTES,
      // The cast: of the server the plugin uses only the event.
      server: upgrades as unknown as typeof app.server,
    },
    errorHandler: (error, socket, request) => {
      request.log.debug({ err: error }, 'a WebSocket failed');
      socket.terminate();
    },
  });

  app.route({
    method: 'GET',
    url: '/ws',
    // Refused before the upgrade: a foreign origin, a token that does not hold.
    preValidation: async (request) => {
      request.auth = await app.authenticator.findAuth(request);
    },
    handler: async (_request, reply) => reply.code(426).header('upgrade', 'websocket').send(),
    wsHandler: (socket, request) => {
      new LiveConnection({
        socket,
        hub,
        auth: request.auth,
        authenticate: async (token) => findAuth(app, request, token),
        logger: request.log,
      }).start();
    },
  });
}

async function findAuth(app: FastifyInstance, request: FastifyRequest, token: string | undefined) {
  if (token !== undefined) request.headers.authorization = `Bearer ${token}`;
  return app.authenticator.findAuth(request);
}
