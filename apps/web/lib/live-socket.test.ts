// @vitest-environment node: its WebSocket is the one of browsers, and jsdom would put its own events under it
import type { AddressInfo } from 'node:net';
import type { ClientMessage, ServerMessage } from '@innoflow/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type WebSocket as ServerSocket, WebSocketServer } from 'ws';
import { type LiveMessage, LiveSocket } from './live-socket.ts';

let server: WebSocketServer;
let sockets: ServerSocket[];
let received: ClientMessage[];
let live: LiveSocket;
/** What the server says to a subscription. */
let answer: (message: ClientMessage) => ServerMessage | undefined;

beforeEach(async () => {
  sockets = [];
  received = [];
  answer = (message) =>
    'subscribe' in message ? { subscribed: message.subscribe, seq: 7, reset: false } : undefined;
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  server.on('connection', (socket) => {
    sockets.push(socket);
    socket.on('message', (data) => {
      const message = JSON.parse((data as Buffer).toString()) as ClientMessage; // ws gives text as a Buffer; our own client writes it
      received.push(message);
      const reply = answer(message);
      if (reply) socket.send(JSON.stringify(reply));
    });
  });
  const { port } = server.address() as AddressInfo; // it listens on a port
  live = new LiveSocket(() => new WebSocket(`ws://127.0.0.1:${port}`));
  live.start();
});

afterEach(async () => {
  live.stop();
  for (const socket of sockets) socket.terminate();
  await new Promise((resolve) => server.close(resolve));
});

const send = (message: ServerMessage) => sockets.at(-1)?.send(JSON.stringify(message));
const changed = (seq: number): ServerMessage => ({
  topic: 'runs',
  seq,
  event: { type: 'workflow.updated', workflowId: `w${seq}` },
});

test('the first subscription asks its listener to read the state, then hands on events in order, each once', async () => {
  const messages: LiveMessage[] = [];
  live.subscribe('runs', (message) => messages.push(message));
  await vi.waitFor(() => expect(messages).toEqual([{ kind: 'reset' }]));
  send(changed(8));
  send(changed(8));
  send(changed(9));
  await vi.waitFor(() => expect(messages).toHaveLength(3));
  expect(messages.slice(1)).toEqual([
    { kind: 'event', event: { type: 'workflow.updated', workflowId: 'w8' } },
    { kind: 'event', event: { type: 'workflow.updated', workflowId: 'w9' } },
  ]);
});

test('two listeners share one subscription, which ends with the last of them', async () => {
  const first = live.subscribe('runs', () => {});
  const second = live.subscribe('runs', () => {});
  await vi.waitFor(() => expect(received).toEqual([{ subscribe: 'runs' }]));
  first();
  second();
  await vi.waitFor(() => expect(received).toEqual([{ subscribe: 'runs' }, { unsubscribe: 'runs' }]));
});

test('after a break it asks from the last event it saw, and misses nothing', async () => {
  const messages: LiveMessage[] = [];
  live.subscribe('runs', (message) => messages.push(message));
  await vi.waitFor(() => expect(messages).toHaveLength(1));
  send(changed(8));
  await vi.waitFor(() => expect(messages).toHaveLength(2));
  sockets.at(-1)?.terminate();
  await vi.waitFor(() => expect(received.at(-1)).toEqual({ subscribe: 'runs', since: 8 }), {
    timeout: 5_000,
  });
  expect(live.state).toBe('open');
  send(changed(9));
  await vi.waitFor(() => expect(messages).toHaveLength(3));
});

test('when the server no longer has what was missed, the listener reads the state again', async () => {
  const messages: LiveMessage[] = [];
  live.subscribe('runs', (message) => messages.push(message));
  await vi.waitFor(() => expect(messages).toHaveLength(1));
  answer = (message) =>
    'subscribe' in message ? { subscribed: message.subscribe, seq: 90, reset: true } : undefined;
  sockets.at(-1)?.terminate();
  await vi.waitFor(() => expect(messages).toEqual([{ kind: 'reset' }, { kind: 'reset' }]), {
    timeout: 5_000,
  });
});

test('stopped, it stays away', async () => {
  live.subscribe('runs', () => {});
  await vi.waitFor(() => expect(received).toHaveLength(1));
  live.stop();
  await vi.waitFor(() => expect(sockets.at(-1)?.readyState).toBe(3));
  expect(live.state).toBe('idle');
  expect(sockets).toHaveLength(1);
});
