import type { ServerMessage } from '@innoflow/contracts';
import { WebSocket } from 'ws';

type Received = ServerMessage &
  Partial<{ topic: string; seq: number; event: Record<string, unknown> & { type: string } }>;

/** A real WebSocket client that keeps what it gets. */
export class LiveClient {
  readonly socket: WebSocket;
  readonly received: Received[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  #wake: (() => void) | undefined;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data) => {
      if (!(data instanceof Buffer)) throw new Error('the server sent something other than text');
      this.received.push(JSON.parse(data.toString()));
      this.#wake?.();
    });
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
    });
  }

  /** Rejects with the HTTP status when the server does not let it in. */
  static connect(address: string, headers: Record<string, string>): Promise<LiveClient> {
    const socket = new WebSocket(address, { headers });
    const client = new LiveClient(socket);
    return new Promise((resolve, reject) => {
      socket.on('open', () => resolve(client));
      socket.on('unexpected-response', (_request, response) =>
        reject(new Error(String(response.statusCode))),
      );
      socket.on('error', reject);
    });
  }

  send(message: object | string): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** The first message, of those there are and that come, that the condition holds for. */
  async next<Found extends Received>(condition: (message: Received) => boolean): Promise<Found> {
    for (let looked = 0; ; ) {
      // The cast: the caller knows which message the condition lets through.
      const found = this.received.slice(looked).find(condition) as Found | undefined;
      if (found) return found;
      looked = this.received.length;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Subscribes; what the server says to it. */
  async subscribe(
    topic: string,
    since?: number,
  ): Promise<{ subscribed: string; seq: number; reset: boolean }> {
    const from = this.received.length;
    this.send({ subscribe: topic, ...(since !== undefined && { since }) });
    const answer = await this.next((message) => {
      if (this.received.indexOf(message) < from) return false;
      return ('subscribed' in message && message.subscribed === topic) || 'error' in message;
    });
    if (!('subscribed' in answer)) throw new Error(JSON.stringify(answer));
    return answer;
  }

  /** Events of a topic so far. */
  events(topic: string): { seq: number; event: Record<string, unknown> & { type: string } }[] {
    return this.received.flatMap((message) =>
      message.topic === topic && message.seq !== undefined && message.event
        ? [{ seq: message.seq, event: message.event }]
        : [],
    );
  }

  close(): void {
    this.socket.close();
  }
}
