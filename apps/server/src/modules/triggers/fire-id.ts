import { createHash } from 'node:crypto';

/**
 * The id of the run that a fire of a schedule starts: always the same, so that a fire that is taken up again after a
 * crash starts no second run. A UUIDv7 (RFC 9562 section 5.7) whose time is the fire's, because runs are partitioned
 * by it; the rest is a hash of trigger and time.
 */
export function fireRunId(triggerId: string, fire: Date): string {
  const time = fire.getTime().toString(16).padStart(12, '0');
  const hash = createHash('sha256').update(`${triggerId}:${fire.getTime()}`).digest('hex');
  const variant = ((Number.parseInt(hash.charAt(3), 16) & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(7, 19)}`;
}
