/**
 * Durations of the workflow format: `"500ms"`, `"20s"`, `"15m"`, `"4h"`, `"3d"`, `"2w"` or ISO 8601
 * (`PT20S`, `P1DT2H`; calendar years and months are refused because their length varies).
 */
const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

const SIMPLE = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d|w)$/;
const ISO = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
/** Longest duration accepted: ten years. Longer values are mistakes and overflow dates. */
export const MAX_DURATION_MS = 3_650 * 86_400_000;

/** Milliseconds of a duration text, or undefined when it is not one. */
export function parseDuration(text: string): number | undefined {
  const simple = SIMPLE.exec(text.trim());
  if (simple) return bounded(Number(simple[1]) * (UNIT_MS[simple[2] ?? ''] ?? Number.NaN));
  const iso = ISO.exec(text.trim());
  if (!iso || iso.slice(1).every((part) => part === undefined)) return undefined;
  const [weeks, days, hours, minutes, seconds] = iso.slice(1).map((part) => Number(part ?? 0));
  return bounded(
    (weeks ?? 0) * 604_800_000 +
      (days ?? 0) * 86_400_000 +
      (hours ?? 0) * 3_600_000 +
      (minutes ?? 0) * 60_000 +
      (seconds ?? 0) * 1_000,
  );
}

function bounded(ms: number): number | undefined {
  return Number.isFinite(ms) && ms <= MAX_DURATION_MS ? Math.round(ms) : undefined;
}
