/** How moments and durations read, in the person's own zone and the words of LOOK.md. */

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

const steps: readonly [unit: Intl.RelativeTimeFormatUnit, ms: number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** "just now", "5 min ago", "in 4 hr", and the date beyond two weeks. */
export function formatRelative(at: number, now: number): string {
  const distance = at - now;
  if (Math.abs(distance) < 45_000) return distance > 5_000 ? 'in less than a minute' : 'just now';
  if (Math.abs(distance) > 14 * 86_400_000) return day.format(at);
  for (const [unit, ms] of steps) {
    if (Math.abs(distance) >= ms) {
      // what has passed is told in full units, what is to come in the nearest
      return words(distance < 0 ? Math.trunc(distance / ms) : Math.round(distance / ms), unit);
    }
  }
  return words(Math.sign(distance), 'minute');
}

function words(value: number, unit: Intl.RelativeTimeFormatUnit): string {
  return relative.format(value, unit).replace('.', '');
}

export function formatExact(at: number): string {
  return exact.format(at);
}

/** "85 ms", "1.2 s", "3 min 20 s", "4 h 5 min", "2 d 3 h". */
export function formatDuration(ms: number): string {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 10_000) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`;
  const seconds = Math.floor(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return join(minutes, 'min', seconds % 60, 's');
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return join(hours, 'h', minutes % 60, 'min');
  return join(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function join(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
