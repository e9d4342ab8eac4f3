/**
 * Replaces each secret value by `***` wherever it stands in a JSON value, so that an echo of a secret in an answer or
 * an error reaches neither the journal nor a log (E9). Values of fewer than four characters are left: they would tear
 * ordinary text apart.
 */
export function redact<T>(value: T, secrets: readonly string[]): T {
  if (secrets.length === 0) return value;
  const needles = secrets.filter((secret) => secret.length >= 4).flatMap(variants);
  return needles.length === 0 ? value : (walk(value, needles) as T); // same shape, only texts differ
}

/** As a secret may stand in texts: as it is, in JSON, in a URL, in base64. */
function variants(secret: string): string[] {
  return [
    ...new Set([
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
    ]),
  ].sort((a, b) => b.length - a.length);
}

function walk(value: unknown, needles: readonly string[]): unknown {
  if (typeof value === 'string')
    return needles.reduce((text, needle) => text.replaceAll(needle, '***'), value);
  if (Array.isArray(value)) return value.map((item) => walk(item, needles));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [walk(key, needles), walk(item, needles)]),
    );
  }
  return value;
}
