import { randomFillSync } from 'node:crypto';

/** UUID version 7, RFC 9562 section 5.7: 48 bits of Unix milliseconds, a 12-bit counter, 62 random bits. */

const POOL_SIZE = 8192;
const pool = new Uint8Array(POOL_SIZE);
let offset = POOL_SIZE;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The series of the clock and the series of given moments, so that neither moves the other's time. */
const clockSeries = { millisecond: -1, prefix: '', counter: 0 };
const givenSeries = { millisecond: -1, prefix: '', counter: 0 };

/**
 * A new id. Without an argument ids of this process ascend strictly, also when the clock steps back.
 * With `now` (Unix milliseconds) the id is of that moment; such ids ascend as long as the moments do not
 * descend.
 */
export function uuidv7(now?: number): string {
  const series = now === undefined ? clockSeries : givenSeries;
  const moment = now ?? Math.max(Date.now(), series.millisecond);
  // One id takes 10 bytes: 2 to start the counter, 8 for the random part.
  if (offset > POOL_SIZE - 10) {
    randomFillSync(pool);
    offset = 0;
  }
  const at = offset;
  offset += 10;
  if (moment !== series.millisecond) {
    series.millisecond = moment;
    series.prefix = prefixOf(moment);
    series.counter = (byte(at) & 0x07) * 256 + byte(at + 1); // the upper half is left for the same millisecond
  } else if (++series.counter > 0xfff) {
    series.millisecond += 1; // RFC 9562 section 6.2: the time runs ahead by one
    series.prefix = prefixOf(series.millisecond);
    series.counter = 0;
  }
  const counter = hex(0x70 + (series.counter >> 8)) + hex(series.counter & 0xff);
  const head = hex(0x80 + (byte(at + 2) & 0x3f)) + hex(byte(at + 3));
  const tail = hex(byte(at + 4)) + hex(byte(at + 5)) + hex(byte(at + 6)) + hex(byte(at + 7));
  return `${series.prefix}-${counter}-${head}-${tail}${hex(byte(at + 8))}${hex(byte(at + 9))}`;
}

/** The lowest UUIDv7 of a moment: every id made at or after it is equal or greater, every earlier one less. */
export function uuidv7Floor(date: Date): string {
  return `${prefixOf(date.getTime())}-7000-8000-000000000000`;
}

function prefixOf(milliseconds: number): string {
  const digits = Math.floor(milliseconds).toString(16).padStart(12, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8)}`;
}

function byte(index: number): number {
  return pool[index] ?? 0;
}

function hex(value: number): string {
  return HEX[value] ?? '';
}
