import { isObject } from './expression-values.ts';

/** Why a result cannot be kept. */
export type ResultFault = 'size' | 'depth' | 'number';

export class ResultError extends Error {
  readonly fault: ResultFault;
  constructor(fault: ResultFault) {
    super(`the result is refused: ${fault}`);
    this.name = 'ResultError';
    this.fault = fault;
  }
}

const MAX_RESULT_DEPTH = 1_000;

/**
 * A result of JSONata as plain JSON: sequences lose their extra members, objects get the usual prototype, functions
 * and undefined members go (null in an array). Parts that are plain already are shared, not copied. `maxSize` counts
 * characters of text and one for each value. Throws ResultError.
 */
export function toPlain(result: unknown, maxSize: number): unknown {
  return new PlainWalk(maxSize).value(result, 0);
}

/** The bound of `toPlain` for a value that is plain already. */
export function assertSize(value: unknown, maxSize: number): void {
  if (sizeOf(value, maxSize, 0) > maxSize) throw new ResultError('size');
}

/** Stops counting once `limit` is exceeded. */
function sizeOf(value: unknown, limit: number, depth: number): number {
  if (typeof value === 'string') return value.length + 1;
  if (typeof value !== 'object' || value === null) return 1;
  if (depth >= MAX_RESULT_DEPTH) throw new ResultError('depth');
  let size = 1;
  if (Array.isArray(value)) {
    for (const item of value) {
      size += sizeOf(item, limit - size, depth + 1);
      if (size > limit) break;
    }
    return size;
  }
  for (const key in value) {
    // The objects come from JSON or from the fast path: all their members are own.
    size += key.length + sizeOf((value as Record<string, unknown>)[key], limit - size, depth + 1);
    if (size > limit) break;
  }
  return size;
}

class PlainWalk {
  #left: number;

  constructor(maxSize: number) {
    this.#left = maxSize;
  }

  value(value: unknown, depth: number): unknown {
    this.#spend(1);
    switch (typeof value) {
      case 'string':
        this.#spend(value.length);
        return value;
      case 'number':
        if (!Number.isFinite(value)) throw new ResultError('number');
        return value;
      case 'boolean':
      case 'undefined':
        return value;
      case 'object':
        if (value === null) return null;
        if (depth >= MAX_RESULT_DEPTH) throw new ResultError('depth');
        if (Array.isArray(value)) return this.#array(value, depth);
        return isFunctionValue(value) ? undefined : this.#object(value, depth);
      case 'bigint':
      case 'function':
      case 'symbol':
        return undefined;
    }
  }

  #array(array: readonly unknown[], depth: number): unknown {
    let copy: unknown[] | undefined = isPlainArray(array) ? undefined : [];
    for (let index = 0; index < array.length; index++) {
      const item = array[index];
      const plain = this.value(item, depth + 1) ?? null;
      if (plain !== item && !copy) copy = array.slice(0, index);
      copy?.push(plain);
    }
    return copy ?? array;
  }

  #object(object: object, depth: number): unknown {
    const entries = Object.entries(object);
    let changed = Object.getPrototypeOf(object) !== Object.prototype;
    for (const entry of entries) {
      this.#spend(entry[0].length);
      const plain = this.value(entry[1], depth + 1);
      if (plain !== entry[1] || plain === undefined) changed = true;
      entry[1] = plain;
    }
    return changed ? Object.fromEntries(entries.filter(([, item]) => item !== undefined)) : object;
  }

  #spend(amount: number): void {
    this.#left -= amount;
    if (this.#left < 0) throw new ResultError('size');
  }
}

/** JSONata marks its arrays with `sequence`, `keepSingleton`, `cons` and a `push` of their own. */
function isPlainArray(array: readonly unknown[]): boolean {
  return Object.getOwnPropertyNames(array).length === array.length + 1;
}

/** A lambda or built-in function; data that merely carries JSONata's flags stays data. */
function isFunctionValue(value: object): boolean {
  const { implementation, environment } = value as { implementation?: unknown; environment?: unknown };
  return (
    typeof implementation === 'function' ||
    (isObject(environment) && typeof environment.lookup === 'function')
  );
}
