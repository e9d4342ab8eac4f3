import { type ClientMessage, type LiveEvent, liveEventSchema, type ServerMessage } from '@innoflow/contracts';

/**
 * One WebSocket for the whole page.
 *
 * States: idle → connecting → open → waiting (after a close; a timer reconnects) → connecting …; stop() leads to idle.
 * L1 Each topic is subscribed at the server once, however many listeners it has.
 * L2 After a reconnect every topic is asked for from the last `seq` that was seen, so that nothing is missed.
 * L3 `reset` reaches the listeners when events may be missing (first subscription, or the server no longer has them):
 *    they then read the state over REST.
 * L4 A connection that does not answer a ping within 10 s counts as lost.
 */
export type LiveMessage = { kind: 'event'; event: LiveEvent } | { kind: 'reset' };
export type LiveState = 'idle' | 'connecting' | 'open' | 'waiting';
export type LiveListener = (message: LiveMessage) => void;
type TopicState = { seq: number | undefined; listeners: Set<LiveListener> };

const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 15_000;
const PING_EVERY_MS = 25_000;
const PONG_WITHIN_MS = 10_000;

export class LiveSocket {
  readonly #connect: () => WebSocket;
  readonly #topics = new Map<string, TopicState>();
  readonly #stateListeners = new Set<() => void>();
  #socket: WebSocket | undefined;
  #state: LiveState = 'idle';
  #failures = 0;
  #reconnectTimer: ReturnType<typeof setTimeout> | undefined;
  #pingTimer: ReturnType<typeof setInterval> | undefined;
  #pongTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(connect: () => WebSocket) {
    this.#connect = connect;
  }

  get state(): LiveState {
    return this.#state;
  }

  onState(listener: () => void): () => void {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  start(): void {
    if (this.#state !== 'idle') return;
    this.#open();
  }

  stop(): void {
    clearTimeout(this.#reconnectTimer);
    this.#drop();
    this.#failures = 0;
    this.#setState('idle');
  }

  /** Reconnects now instead of at the end of the waiting time; for the browser's `online` event. */
  retryNow(): void {
    if (this.#state !== 'waiting') return;
    clearTimeout(this.#reconnectTimer);
    this.#open();
  }

  subscribe(topic: string, listener: LiveListener): () => void {
    let entry = this.#topics.get(topic);
    if (entry) {
      entry.listeners.add(listener);
      if (entry.seq !== undefined)
        queueMicrotask(() => entry?.listeners.has(listener) && listener({ kind: 'reset' }));
    } else {
      entry = { seq: undefined, listeners: new Set([listener]) };
      this.#topics.set(topic, entry);
      this.#send({ subscribe: topic });
    }
    return () => this.#unsubscribe(topic, listener);
  }

  #unsubscribe(topic: string, listener: LiveListener): void {
    const entry = this.#topics.get(topic);
    if (!entry?.listeners.delete(listener) || entry.listeners.size > 0) return;
    this.#topics.delete(topic);
    this.#send({ unsubscribe: topic });
  }

  #open(): void {
    this.#setState('connecting');
    const socket = this.#connect();
    this.#socket = socket;
    socket.onopen = () => {
      this.#setState('open');
      for (const [topic, { seq }] of this.#topics)
        this.#send({ subscribe: topic, ...(seq === undefined ? {} : { since: seq }) });
      this.#pingTimer = setInterval(() => this.#ping(), PING_EVERY_MS);
    };
    socket.onmessage = ({ data }) => this.#receive(data);
    socket.onclose = () => this.#lost();
  }

  #receive(data: unknown): void {
    if (typeof data !== 'string') return;
    const message = JSON.parse(data) as ServerMessage; // our own server writes it from this type
    if ('pong' in message) {
      clearTimeout(this.#pongTimer);
      this.#failures = 0;
    } else if ('subscribed' in message) {
      this.#failures = 0;
      const entry = this.#topics.get(message.subscribed);
      if (!entry) return;
      const first = entry.seq === undefined;
      if (first || message.reset) {
        entry.seq = message.seq;
        this.#deliver(entry, { kind: 'reset' });
      }
    } else if ('event' in message) {
      const entry = this.#topics.get(message.topic);
      if (!entry || (entry.seq !== undefined && message.seq <= entry.seq)) return;
      entry.seq = message.seq;
      const event = liveEventSchema.safeParse(message.event);
      this.#deliver(entry, event.success ? { kind: 'event', event: event.data } : { kind: 'reset' });
    }
  }

  #deliver(entry: TopicState, message: LiveMessage): void {
    for (const listener of entry.listeners) listener(message);
  }

  #ping(): void {
    this.#send({ ping: Date.now() });
    clearTimeout(this.#pongTimer);
    this.#pongTimer = setTimeout(() => this.#lost(), PONG_WITHIN_MS);
  }

  #lost(): void {
    this.#drop();
    const delay = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** this.#failures);
    this.#failures += 1;
    this.#setState('waiting');
    this.#reconnectTimer = setTimeout(() => this.#open(), delay * (0.5 + Math.random() / 2));
  }

  #drop(): void {
    clearInterval(this.#pingTimer);
    clearTimeout(this.#pongTimer);
    const socket = this.#socket;
    this.#socket = undefined;
    if (!socket) return;
    socket.onopen = null;
    socket.onclose = null;
    socket.onmessage = null;
    socket.close();
  }

  #send(message: ClientMessage): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #setState(state: LiveState): void {
    this.#state = state;
    for (const listener of this.#stateListeners) listener();
  }
}
