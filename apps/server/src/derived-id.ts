import { createHash } from 'node:crypto';

/**
 * An id that is always the same for the same `seed` and time, for what must not be created twice. A UUIDv7 (RFC 9562
 * section 5.7) whose time is `time`, because runs are partitioned by it; the rest is a hash.
 */
export function derivedId(seed: string, time: Date): string {
  const milliseconds = time.getTime().toString(16).padStart(12, '0');
  const hash = createHash('sha256').update(`${seed}:${time.getTime()}`).digest('hex');
  const variant = ((Number.parseInt(hash.charAt(3), 16) & 0x3) | 0x8).toString(16);
  const random = `7${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(7, 19)}`;
  return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}-${random}`;
}
