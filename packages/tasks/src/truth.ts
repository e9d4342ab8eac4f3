/**
 * JSONata's `$boolean`: empty text, 0, null, empty lists and objects, and functions are false; a list is true when one
 * of its members is. A missing value is false. The same as the engine's `isTrue`, whose code tasks may not import.
 */
export function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isTrue);
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return typeof value === 'function' ? false : Boolean(value);
}
