import {
  BAIL,
  finite,
  isMarkedFunction,
  isObject,
  isTruthy,
  toBoolean,
  toText,
} from './expression-values.ts';

/**
 * JSONata's functions that the fast path knows, by name and number of arguments. Each equals the original
 * (node_modules/jsonata, functions.js) on the arguments that it takes and bails on all others.
 */
type FastFunction = (...args: readonly unknown[]) => unknown;

const one: Readonly<Record<string, (value: unknown) => unknown>> = {
  exists: (value) => value !== undefined,
  not: (value) => (value === undefined ? undefined : !isTruthy(value)),
  boolean: (value) => toBoolean(value),
  string: (value) => (value === undefined ? undefined : toText(value)),
  number: toNumber,
  count: (value) => (value === undefined ? 0 : Array.isArray(value) ? value.length : 1),
  type: typeName,
  length: (value) => onString(value, countCharacters),
  uppercase: (value) => onString(value, (text) => text.toUpperCase()),
  lowercase: (value) => onString(value, (text) => text.toLowerCase()),
  trim: (value) => onString(value, trim),
  floor: (value) => onNumber(value, Math.floor),
  ceil: (value) => onNumber(value, Math.ceil),
  abs: (value) => onNumber(value, Math.abs),
  sum: (value) => onNumbers(value, sum),
  max: (value) => onNumbers(value, (numbers) => (numbers.length === 0 ? undefined : Math.max(...numbers))),
  min: (value) => onNumbers(value, (numbers) => (numbers.length === 0 ? undefined : Math.min(...numbers))),
  average: (value) =>
    onNumbers(value, (numbers) => (numbers.length === 0 ? undefined : sum(numbers) / numbers.length)),
  join: (value) => join(value, ''),
};

const two: Readonly<Record<string, (first: unknown, second: unknown) => unknown>> = {
  contains: (text, token) => onStrings(text, token, (a, b) => a.includes(b)),
  substringBefore: (text, token) =>
    onStrings(text, token, (a, b) => {
      const at = a.indexOf(b);
      return at > -1 ? a.slice(0, at) : a;
    }),
  substringAfter: (text, token) =>
    onStrings(text, token, (a, b) => {
      const at = a.indexOf(b);
      return at > -1 ? a.slice(at + b.length) : a;
    }),
  substring: (text, start) => substring(text, start, undefined),
  join,
};

const three: Readonly<Record<string, (first: unknown, second: unknown, third: unknown) => unknown>> = {
  substring: (text, start, length) => {
    if (typeof length !== 'number') throw BAIL;
    return substring(text, start, length);
  },
};

/** The function of that name for so many arguments, or undefined when the fast path has none. */
export function findFastFunction(name: string, argumentCount: number): FastFunction | undefined {
  const table = [undefined, one, two, three][argumentCount];
  if (!table || !Object.hasOwn(table, name)) return undefined;
  // Each table's functions take exactly as many arguments as are passed.
  const call = table[name] as FastFunction;
  return (...args) => {
    for (const arg of args) if (isObject(arg) && isMarkedFunction(arg)) throw BAIL;
    return call(...args);
  };
}

function onString<T>(value: unknown, apply: (text: string) => T): T | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw BAIL;
  return apply(value);
}

function onStrings<T>(first: unknown, second: unknown, apply: (a: string, b: string) => T): T | undefined {
  if (typeof second !== 'string') throw BAIL;
  return onString(first, (text) => apply(text, second));
}

function onNumber(value: unknown, apply: (number: number) => number): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'number') throw BAIL;
  return apply(finite(value));
}

/** Spreading more values into a call may overflow the stack. */
const MAX_NUMBERS = 1_000;

function onNumbers(
  value: unknown,
  apply: (numbers: readonly number[]) => number | undefined,
): number | undefined {
  if (value === undefined) return undefined;
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length > MAX_NUMBERS || !list.every((item) => typeof item === 'number')) throw BAIL;
  const result = apply(list);
  return result === undefined ? undefined : finite(result);
}

function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

function toNumber(value: unknown): number | undefined {
  switch (typeof value) {
    case 'undefined':
      return undefined;
    case 'number':
      return finite(value);
    case 'boolean':
      return value ? 1 : 0;
    case 'string':
      if (!/^-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?$/.test(value)) throw BAIL;
      return finite(Number.parseFloat(value));
    case 'object':
    case 'bigint':
    case 'function':
    case 'symbol':
      throw BAIL;
  }
}

function typeName(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') finite(value);
  return typeof value;
}

/** Characters, not UTF-16 units. */
function countCharacters(text: string): number {
  const pairs = text.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g);
  return text.length - (pairs ? pairs.length : 0);
}

function trim(text: string): string {
  let result = text.replace(/[ \t\n\r]+/g, ' ');
  if (result.startsWith(' ')) result = result.slice(1);
  if (result.endsWith(' ')) result = result.slice(0, -1);
  return result;
}

function substring(text: unknown, start: unknown, length: number | undefined): string | undefined {
  if (typeof start !== 'number') throw BAIL;
  return onString(text, (string) => {
    const characters = [...string];
    const from = characters.length + finite(start) < 0 ? 0 : start;
    if (length === undefined) return characters.slice(from).join('');
    if (length <= 0) return '';
    const end = from >= 0 ? from + finite(length) : characters.length + from + finite(length);
    return characters.slice(from, end).join('');
  });
}

function join(value: unknown, separator: unknown): string | undefined {
  if (typeof separator !== 'string') throw BAIL;
  if (value === undefined) return undefined;
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (!list.every((item) => typeof item === 'string')) throw BAIL;
  return list.join(separator);
}
