import type { TaskErrorCode } from '@innoflow/contracts';

/** An expression that does not parse. `position` is the offset in the source at which the parser gave up. */
export class ExpressionSyntaxError extends Error {
  readonly source: string;
  readonly position: number;
  constructor(source: string, message: string, position: number, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'ExpressionSyntaxError';
    this.source = source;
    this.position = position;
  }
}

export type ExpressionErrorCode = Extract<
  TaskErrorCode,
  'expression_failed' | 'expression_undefined' | 'expression_limit'
>;

/**
 * An expression that could not be evaluated. The message names the expression and the reason; when the
 * expression reads secrets, neither message nor cause holds a value (E9).
 */
export class ExpressionError extends Error {
  readonly code: ExpressionErrorCode;
  readonly expression: string;
  /** Where the expression stands, e.g. `config.url`; only when it came from a template. */
  readonly field: string | undefined;
  constructor(
    code: ExpressionErrorCode,
    source: string,
    reason: string,
    options: { field?: string | undefined; cause?: unknown } = {},
  ) {
    const expression = shorten(source.trim(), MAX_EXPRESSION_IN_MESSAGE);
    super(`${reasonPrefix(expression)} ${shorten(reason, MAX_REASON)}`, { cause: options.cause });
    this.name = 'ExpressionError';
    this.code = code;
    this.expression = expression;
    this.field = options.field;
  }
}

const MAX_EXPRESSION_IN_MESSAGE = 200;
const MAX_REASON = 500;

function reasonPrefix(expression: string): string {
  return `The expression "${expression}"`;
}

/** The text, cut with an ellipsis so that it has at most `length` characters. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
