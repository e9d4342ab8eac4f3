import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

export type Ticket = {
  id: string;
  key: string;
  body: unknown;
  /** Times of the calls that carried the key; the first made the ticket. */
  calls: number[];
};

/** A ticket system over HTTP that makes one ticket per Idempotency-Key, as good ones do, and keeps a ledger. */
export class TicketSystem {
  readonly tickets = new Map<string, Ticket>();
  readonly problems: string[] = [];
  /** Each answer waits for it. */
  readonly #work: () => Promise<unknown>;
  readonly #server = createServer((request, response) => {
    this.#answer(request).then(
      (ticket) => {
        response.writeHead(201, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ id: ticket.id, link: `${this.url}/tickets/${ticket.id}` }));
      },
      (error: unknown) => {
        this.problems.push(String(error));
        response.writeHead(400).end();
      },
    );
  });

  constructor(work: () => Promise<unknown> = async () => undefined) {
    this.#work = work;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('it does not listen');
    return `http://127.0.0.1:${address.port}`;
  }

  async start(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    if (this.#server.listening) await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage): Promise<Ticket> {
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string')
      throw new Error(`${request.method} ${request.url} without an Idempotency-Key`);
    const body: unknown = JSON.parse(await text(request));
    let ticket = this.tickets.get(key);
    if (!ticket) this.tickets.set(key, (ticket = { id: `T-${this.tickets.size + 1}`, key, body, calls: [] }));
    ticket.calls.push(Date.now());
    await this.#work();
    return ticket;
  }
}
