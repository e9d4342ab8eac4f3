import { compileExpression, type Expression } from '@innoflow/engine';

/** Compiled bare expressions by their source; the least recently added go first when there are too many. */
export class Expressions {
  readonly #limit: number;
  readonly #compiled = new Map<string, Expression>();

  constructor(limit = 5_000) {
    this.#limit = limit;
  }

  get(source: string): Expression {
    const known = this.#compiled.get(source);
    if (known) return known;
    const compiled = compileExpression(source);
    if (this.#compiled.size >= this.#limit) {
      const oldest = this.#compiled.keys().next();
      if (!oldest.done) this.#compiled.delete(oldest.value);
    }
    this.#compiled.set(source, compiled);
    return compiled;
  }
}
