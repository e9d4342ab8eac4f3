/**
 * Which tasks a token can still arrive at: `reaches(a, b)` is true when a path of one or more transitions leads from
 * a to b. One bit row per task, made when it is first asked for.
 */
export class Reachability {
  readonly #successors: readonly (readonly number[])[];
  readonly #rows: (Uint32Array | undefined)[];

  constructor(successors: readonly (readonly number[])[]) {
    this.#successors = successors;
    this.#rows = new Array<Uint32Array | undefined>(successors.length);
  }

  reaches(from: number, to: number): boolean {
    const row = this.#rows[from] ?? this.#fill(from);
    return ((row[to >>> 5] ?? 0) & (1 << (to & 31))) !== 0;
  }

  #fill(from: number): Uint32Array {
    const row = new Uint32Array((this.#successors.length + 31) >>> 5);
    const stack = [...(this.#successors[from] ?? [])];
    for (let task = stack.pop(); task !== undefined; task = stack.pop()) {
      const word = task >>> 5;
      const bit = 1 << (task & 31);
      if (((row[word] ?? 0) & bit) !== 0) continue;
      row[word] = (row[word] ?? 0) | bit;
      for (const next of this.#successors[task] ?? []) stack.push(next);
    }
    this.#rows[from] = row;
    return row;
  }
}
