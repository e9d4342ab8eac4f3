/** ISO 8601 date, or date and time; without an offset it is UTC. */
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/** Latest moment that a timer takes: the end of the year 9999. */
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Milliseconds since 1970 of an ISO 8601 text, or of a number of milliseconds as text; undefined when it is neither. */
export function parseMoment(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^\d{9,15}$/.test(trimmed)) return bounded(Number(trimmed));
  const parts = ISO.exec(trimmed);
  if (!parts) return undefined;
  const [, year, month, day, time = '00:00', offset = 'Z'] = parts;
  // Date.parse takes 31 February for 3 March.
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (date.getUTCMonth() !== Number(month) - 1) return undefined;
  return bounded(Date.parse(`${year}-${month}-${day}T${time.replace(',', '.')}${normalOffset(offset)}`));
}

function normalOffset(offset: string): string {
  if (offset.toUpperCase() === 'Z') return 'Z';
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
  return `${offset[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

function bounded(ms: number): number | undefined {
  return Number.isFinite(ms) && ms <= LATEST ? ms : undefined;
}
