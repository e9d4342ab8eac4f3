import type { LiveEvent, ServerMessage } from '@innoflow/contracts';
import type { Viewer } from '../modules/human-tasks/visibility.ts';

/** Whoever listens to feeds. */
export type Subscriber = {
  /** `key` names the thing that the message is about: of two with the same key the later one is enough. */
  deliver(key: string, message: string): void;
};

export type FeedEvent = {
  key: string;
  event: LiveEvent;
  /** Undefined: everybody who may subscribe may see it. */
  isVisible?: (viewer: Viewer) => boolean;
};

/** A subscriber at a feed. While it is joining it gets nothing; `missed` says that there was something. */
export type Seat = { subscriber: Subscriber; viewer: Viewer | null; joining: boolean; missed: boolean };

type Kept = { seq: number; message: string; event: FeedEvent };

const MOST_KEPT = 500;

/**
 * One topic of one organization: numbers its events, keeps the last ones for clients that come back, and hands them
 * out. Numbers start at the time in microseconds, so that those of an earlier feed of the topic, or of another
 * process, are smaller or larger than all of this one, and are seen to be unknown.
 */
export class Feed {
  readonly topic: string;
  readonly seats = new Set<Seat>();
  /** Since when nobody listens; milliseconds since 1970. */
  emptySince: number;
  #seq: number;
  #kept: Kept[] = [];
  /** Events up to this number are not kept. */
  #keptFrom: number;

  constructor(topic: string, now: number) {
    this.topic = topic;
    this.emptySince = now;
    this.#seq = now * 1_000;
    this.#keptFrom = this.#seq;
  }

  get seq(): number {
    return this.#seq;
  }

  publish(events: readonly FeedEvent[]): void {
    for (const event of events) {
      this.#seq += 1;
      const kept = { seq: this.#seq, message: messageOf(this.topic, this.#seq, event.event), event };
      this.#kept.push(kept);
      for (const seat of this.seats) hand(seat, kept);
    }
    const surplus = this.#kept.length - MOST_KEPT;
    if (surplus > 0) this.#keptFrom = this.#kept.splice(0, surplus).at(-1)?.seq ?? this.#keptFrom;
  }

  /** Whether everything after `since` is kept. */
  knows(since: number): boolean {
    return since >= this.#keptFrom && since <= this.#seq;
  }

  /** Hands out what came after `since`. */
  resume(seat: Seat, since: number): void {
    for (const kept of this.#kept) if (kept.seq > since) hand(seat, kept);
  }
}

/** Numbers of a run's feed per event of its journal. */
const STRIDE = 2 ** 20;
/** Journal positions are PostgreSQL's `integer`. */
const MAX_POSITION = 2 ** 31 - 1;

/**
 * The feed of one run. Its numbers are made from the position in the run's journal, which is the same in every process
 * and after every restart: nothing is kept here, and a client that comes back gets what the journal says.
 *
 * R1 Numbers ascend.
 * R2 Whoever has seen number n has seen every change up to event ⌊n / 2^20⌋ of the journal. So of the events of one
 *    position only the last gets a number of that position.
 */
export class RunFeed {
  readonly topic: string;
  readonly seats = new Set<Seat>();
  #seq = 0;

  constructor(topic: string) {
    this.topic = topic;
  }

  /** The journal position of a number; undefined for one that no feed can have given. */
  static positionOf(seq: number): number | undefined {
    const position = Math.floor(seq / STRIDE);
    return position <= MAX_POSITION ? position : undefined;
  }

  get seq(): number {
    return this.#seq;
  }

  /** The feed stands at least there. */
  reach(position: number): void {
    this.#seq = Math.max(this.#seq, position * STRIDE);
  }

  publish(position: number, events: readonly FeedEvent[]): void {
    this.#seq = this.#number(this.#seq, position, events, [...this.seats]);
  }

  /** Hands out the changes after `since`. */
  resume(seat: Seat, since: number, position: number, events: readonly FeedEvent[]): void {
    this.#seq = Math.max(this.#seq, this.#number(since, position, events, [seat]));
  }

  #number(from: number, position: number, events: readonly FeedEvent[], seats: readonly Seat[]): number {
    let seq = from;
    for (const [index, event] of events.entries()) {
      seq += 1;
      if (index === events.length - 1) seq = Math.max(seq, position * STRIDE);
      const message = messageOf(this.topic, seq, event.event);
      for (const seat of seats) hand(seat, { message, event });
    }
    return seq;
  }
}

function hand(seat: Seat, { message, event }: Pick<Kept, 'message' | 'event'>): void {
  if (seat.joining) {
    seat.missed = true;
    return;
  }
  if (event.isVisible && !(seat.viewer && event.isVisible(seat.viewer))) return;
  seat.subscriber.deliver(event.key, message);
}

function messageOf(topic: string, seq: number, event: LiveEvent): string {
  return JSON.stringify({ topic, seq, event } satisfies ServerMessage);
}
