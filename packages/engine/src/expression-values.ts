/**
 * JSONata's treatment of single values, synchronous and exactly equal, for the fast path. Whatever is not plainly
 * equal, errors included, throws BAIL: the caller then lets JSONata itself evaluate the whole expression.
 */

/** One object for all: making an Error, with its stack, costs more than a whole evaluation. */
export const BAIL = new Error('left to JSONata');

/** JSONata takes an object with one of these flags for a function. */
export function isMarkedFunction(value: object): boolean {
  const flags = value as { _jsonata_lambda?: unknown; _jsonata_function?: unknown };
  return flags._jsonata_lambda === true || flags._jsonata_function === true;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The value of `name` in an object; an array, which JSONata would map over, bails. */
export function lookup(input: unknown, name: string): unknown {
  if (!isObject(input)) return undefined;
  if (Array.isArray(input)) throw BAIL;
  return Object.hasOwn(input, name) && !isMarkedFunction(input) ? input[name] : undefined;
}

export function toBoolean(value: unknown): boolean | undefined {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'string':
      return value.length > 0;
    case 'number':
      return finite(value) !== 0;
    case 'undefined':
      return undefined;
    case 'object':
      if (value === null) return false;
      if (Array.isArray(value)) return value.some((item) => toBoolean(item) === true);
      return !isMarkedFunction(value) && Object.keys(value).length > 0;
    case 'bigint':
    case 'function':
    case 'symbol':
      throw BAIL;
  }
}

export function isTruthy(value: unknown): boolean {
  return toBoolean(value) === true;
}

export function finite(value: number): number {
  if (!Number.isFinite(value)) throw BAIL;
  return value;
}

/** A number, or undefined; all else is an error in JSONata. */
export function numeric(value: unknown): number | undefined {
  if (typeof value === 'number') return finite(value);
  if (value === undefined) return undefined;
  throw BAIL;
}

/** JSONata's `$string`. */
export function toText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return String(shortNumber(finite(value)));
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (isMarkedFunction(value)) return '';
      return JSON.stringify(value, textReplacer);
    case 'undefined':
      return '';
    case 'bigint':
    case 'function':
    case 'symbol':
      throw BAIL;
  }
}

function textReplacer(_key: string, value: unknown): unknown {
  if (typeof value === 'number') return shortNumber(finite(value));
  return isObject(value) && isMarkedFunction(value) ? '' : value;
}

/** JSONata writes numbers with 15 digits, so that 0.1 + 0.2 reads 0.3. */
function shortNumber(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}

export function areEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (isObject(left) && isObject(right)) throw BAIL;
  return false;
}
