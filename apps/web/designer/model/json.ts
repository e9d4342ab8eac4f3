/** Loose JSON, as a draft may hold anything. */
export type JsonRecord = { readonly [key: string]: unknown };

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object with `patch` in it; a key whose new value is undefined goes away, others keep their order. */
export function withFields(record: JsonRecord, patch: JsonRecord): JsonRecord {
  const merged: Record<string, unknown> = { ...record, ...patch };
  for (const key of Object.keys(patch)) if (patch[key] === undefined) delete merged[key];
  return merged;
}

/** Equal as JSON, whatever the order of keys. */
export function equalJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => equalJson(item, b[index]));
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = definedKeys(a);
  return keys.length === definedKeys(b).length && keys.every((key) => equalJson(a[key], b[key]));
}

function definedKeys(record: JsonRecord): string[] {
  return Object.keys(record).filter((key) => record[key] !== undefined);
}

/** A text, number or boolean as it is typed; empty for everything else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}
