/** `"2xx"` for a hundred, `"404"` or 404 for one. */
export type StatusPattern = number | string;

export const STATUS_PATTERN = /^[1-5]([xX]{2}|\d\d)$/;

/** Whether a status counts as success: one of the patterns, or below 400 when there are none. */
export function isExpected(status: number, patterns: readonly StatusPattern[] | undefined): boolean {
  if (!patterns || patterns.length === 0) return status < 400;
  return patterns.some((pattern) => {
    const text = String(pattern).toLowerCase();
    return text.endsWith('xx') ? text[0] === String(status)[0] : text === String(status);
  });
}

/** Statuses that a later attempt may mend: too slow, too early, too many, or the server's own fault. */
export function isTransient(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}
