import type jsonata from 'jsonata';

/** Bounds of one evaluation; exceeding one is an ExpressionError with code `expression_limit`. */
export type ExpressionLimits = {
  /**
   * Work: evaluations of a part of the expression, about a microsecond each. The same expression over the same data
   * is within it on every machine; by the clock alone, a busy machine would fail what an idle one passes (seen: a
   * `$map` over two items "took" 200 ms beside a test run).
   */
  readonly steps: number;
  /** The clock, for work inside JSONata's own functions; only counts after MIN_TIMED_STEPS. */
  readonly timeoutMs: number;
  /** Nesting of calls and operators, not of data. */
  readonly depth: number;
  /** Items in one list that the expression makes. */
  readonly sequence: number;
  /** Characters of the result, about as JSON. */
  readonly resultSize: number;
};

export const defaultExpressionLimits: ExpressionLimits = {
  steps: 200_000,
  timeoutMs: 2_000,
  depth: 5_000,
  sequence: 100_000,
  resultSize: 16_000_000,
};

const MIN_TIMED_STEPS = 100;

export class StepLimitError extends Error {}

/** JSONata's options with a counter in them: JSONata reads `timeout` twice at every step, to compare it with the clock. */
export type Meter = jsonata.JsonataOptions & {
  /** To be called before each evaluation. */
  reset(): void;
};

export function createMeter(limits: ExpressionLimits): Meter {
  let reads = 0;
  return {
    stack: limits.depth,
    sequence: limits.sequence,
    get timeout() {
      reads++;
      if (reads > limits.steps * 2) throw new StepLimitError('too many steps');
      return reads < MIN_TIMED_STEPS * 2 ? Number.POSITIVE_INFINITY : limits.timeoutMs;
    },
    reset() {
      reads = 0;
    },
  };
}
