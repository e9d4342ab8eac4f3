import type { WebSocket } from 'ws';

export type OutboxSocket = Pick<WebSocket, 'send' | 'bufferedAmount' | 'readyState' | 'OPEN'>;

/** Bytes not yet sent from which on a client counts as slow, and below which it is caught up. */
const SLOW_BYTES = 1_048_576;
const LOOK_EVERY_MS = 100;
/** Things that wait at most; a client that is slower than that reads the state over REST. */
const MOST_HELD = 2_000;

/**
 * What goes to one client. While it takes too little, of each thing only the latest message is held, and when even
 * those are too many they are given up and `overflowed` is called once it has caught up: memory stays bounded.
 * Messages keep their order.
 */
export class Outbox {
  readonly #socket: OutboxSocket;
  readonly #overflowed: () => void;
  readonly #held = new Map<string, string>();
  #givenUp = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(socket: OutboxSocket, overflowed: () => void) {
    this.#socket = socket;
    this.#overflowed = overflowed;
  }

  send(key: string, message: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#timer === undefined && this.#socket.bufferedAmount < SLOW_BYTES) {
      this.#socket.send(message);
      return;
    }
    // Taken out first, so that it moves to the end: numbers of a topic have to ascend.
    this.#held.delete(key);
    if (!this.#givenUp) this.#held.set(key, message);
    if (this.#held.size > MOST_HELD) {
      this.#held.clear();
      this.#givenUp = true;
    }
    this.#timer ??= setInterval(() => this.#look(), LOOK_EVERY_MS);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#held.clear();
  }

  #look(): void {
    for (const [key, message] of this.#held) {
      if (this.#socket.bufferedAmount >= SLOW_BYTES) return;
      this.#held.delete(key);
      this.#socket.send(message);
    }
    if (this.#socket.bufferedAmount >= SLOW_BYTES) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    if (!this.#givenUp) return;
    this.#givenUp = false;
    this.#overflowed();
  }
}
