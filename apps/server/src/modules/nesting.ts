/** True when objects and lists are nested deeper than `limit`. */
export function nestsDeeper(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (limit === 0) return true;
  if (Array.isArray(value)) {
    for (const item of value) if (nestsDeeper(item, limit - 1)) return true;
    return false;
  }
  for (const key in value) {
    // The cast: indexing by its own key.
    if (nestsDeeper((value as Record<string, unknown>)[key], limit - 1)) return true;
  }
  return false;
}
