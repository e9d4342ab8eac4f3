/**
 * One client of the WebSocket.
 *
 * States: stranger (has shown no token yet; closed after 10 s) → member → closed.
 *
 * C1 Messages are handled one after the other, so that `unsubscribe` comes after its `subscribe`.
 * C2 The session is looked at every minute; when it has ended or belongs to another organization or role, the
 *    connection is closed, and what comes next is a new connection.
 * C3 A client that does not answer a ping within 30 s is cut off.
 */
import {
  AppError,
  type ClientMessage,
  clientMessageSchema,
  errorRegistry,
  type ServerMessage,
} from '@innoflow/contracts';
import type { WebSocket } from 'ws';
import type { Auth } from '../plugins/access.ts';
import type { Subscriber } from './feed.ts';
import type { LiveHub } from './hub.ts';
import { Outbox } from './outbox.ts';

export type LiveConnectionOptions = {
  socket: WebSocket;
  hub: LiveHub;
  /** Null: it has to show a token first. */
  auth: Auth | null;
  /** Who it is by this token, or by that of before; throws like REST. */
  authenticate(token: string | undefined): Promise<Auth | null>;
  logger: { error(fields: object, message: string): void };
};

const TOKEN_WITHIN_MS = 10_000;
const PING_EVERY_MS = 30_000;
const CHECK_EVERY_MS = 60_000;
const MAX_TOPICS = 200;
/** Messages that wait to be handled. */
const MAX_WAITING = 500;
/** Close codes: 4000 to 4999 are the application's (RFC 6455 section 7.4.2). */
const UNAUTHENTICATED = 4401;
const TOO_MANY = 4429;

export class LiveConnection implements Subscriber {
  readonly #options: LiveConnectionOptions;
  readonly #socket: WebSocket;
  readonly #outbox: Outbox;
  readonly #topics = new Map<string, () => void>();
  readonly #timers: NodeJS.Timeout[] = [];
  #auth: Auth | null;
  #handling: Promise<void> = Promise.resolve();
  #waiting = 0;
  #alive = true;
  #closed = false;

  constructor(options: LiveConnectionOptions) {
    this.#options = options;
    this.#socket = options.socket;
    this.#auth = options.auth;
    this.#outbox = new Outbox(this.#socket, () => this.#resetAll());
  }

  start(): void {
    const socket = this.#socket;
    socket.on('message', (data, isBinary) => {
      this.#receive(data instanceof Buffer && !isBinary ? data.toString() : undefined);
    });
    socket.on('pong', () => {
      this.#alive = true;
    });
    socket.on('close', () => this.#end());
    this.#timers.push(
      setInterval(() => this.#ping(), PING_EVERY_MS),
      setInterval(() => void this.#checkSession(undefined), CHECK_EVERY_MS),
      setTimeout(() => {
        if (!this.#auth)
          this.#refuse(
            new AppError('unauthenticated', { detail: 'Send { "token": "<access token>" } first.' }),
          );
      }, TOKEN_WITHIN_MS),
    );
  }

  deliver(key: string, message: string): void {
    this.#outbox.send(key, message);
  }

  #receive(text: string | undefined): void {
    this.#alive = true;
    this.#waiting += 1;
    if (this.#waiting > MAX_WAITING) {
      this.#socket.close(TOO_MANY, 'too many messages at once');
      return;
    }
    this.#handling = this.#handling.then(async () => {
      try {
        if (!this.#closed) await this.#handle(parseMessage(text));
      } catch (error) {
        this.#sendError(error);
      } finally {
        this.#waiting -= 1;
      }
    });
  }

  async #handle(message: ClientMessage): Promise<void> {
    if ('ping' in message) return this.#send({ pong: message.ping });
    if ('token' in message) return this.#checkSession(message.token);
    if ('unsubscribe' in message) {
      this.#topics.get(message.unsubscribe)?.();
      this.#topics.delete(message.unsubscribe);
      return this.#send({ unsubscribed: message.unsubscribe });
    }
    await this.#subscribe(message.subscribe, message.since);
  }

  async #subscribe(topic: string, since: number | undefined): Promise<void> {
    try {
      if (!this.#auth)
        throw new AppError('unauthenticated', { detail: 'Send { "token": "<access token>" } first.' });
      this.#topics.get(topic)?.();
      this.#topics.delete(topic);
      if (this.#topics.size >= MAX_TOPICS) {
        throw new AppError('validation_failed', {
          detail: `A connection takes ${MAX_TOPICS} topics. Unsubscribe from one first.`,
        });
      }
      const leave = await this.#options.hub.subscribe(this.#auth, topic, since, this, ({ seq, reset }) =>
        this.#send({ subscribed: topic, seq, reset }),
      );
      if (this.#closed) leave();
      else this.#topics.set(topic, leave);
    } catch (error) {
      this.#sendError(error, topic);
    }
  }

  /** Sends through the outbox, so that it keeps its place among the events. */
  #send(message: ServerMessage): void {
    const text = JSON.stringify(message);
    this.#outbox.send(text, text);
  }

  #sendError(thrown: unknown, topic?: string): void {
    if (!(thrown instanceof AppError)) {
      this.#options.logger.error({ err: thrown }, 'unexpected error on a WebSocket');
    }
    const error = thrown instanceof AppError ? thrown : new AppError('internal_error');
    const { title } = errorRegistry[error.code];
    this.#send({
      error: { code: error.code, title, detail: error.message, ...(topic === undefined ? {} : { topic }) },
    });
  }

  /** It missed something of every topic: it joins each again and is told to read the state. */
  #resetAll(): void {
    for (const topic of this.#topics.keys()) {
      this.#handling = this.#handling.then(() => this.#subscribe(topic, UNKNOWN_SEQ));
    }
  }

  async #checkSession(token: string | undefined): Promise<void> {
    const before = this.#auth;
    if (token === undefined && !before) return;
    try {
      const auth = await this.#options.authenticate(token);
      if (!auth) throw new AppError('unauthenticated', { detail: 'The session has ended. Log in again.' });
      const same =
        !before ||
        (before.userId === auth.userId &&
          before.organizationId === auth.organizationId &&
          before.role === auth.role);
      if (!same)
        throw new AppError('unauthenticated', { detail: 'Your rights have changed. Connect again.' });
      this.#auth = auth;
    } catch (error) {
      // Without a database nothing can be said about the session; the next look will.
      if (error instanceof AppError && errorRegistry[error.code].status < 500) this.#refuse(error);
    }
  }

  #refuse(error: AppError): void {
    this.#sendError(error);
    this.#socket.close(UNAUTHENTICATED, error.code);
  }

  #ping(): void {
    if (!this.#alive) return this.#socket.terminate();
    this.#alive = false;
    this.#socket.ping();
  }

  #end(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    for (const leave of this.#topics.values()) leave();
    this.#topics.clear();
    this.#outbox.close();
  }
}

/** No feed has given this number, so whoever says it is told to read the state. */
const UNKNOWN_SEQ = Number.MAX_SAFE_INTEGER;

function parseMessage(text: string | undefined): ClientMessage {
  let value: unknown;
  try {
    value = JSON.parse(text ?? '');
  } catch (error) {
    throw new AppError('malformed_json', { detail: 'A message is not valid JSON.', cause: error });
  }
  const parsed = clientMessageSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError('validation_failed', {
    detail:
      'A message is { "subscribe": topic, "since"?: number }, { "unsubscribe": topic }, { "ping": number } or { "token": text }.',
  });
}
