import jsonata from 'jsonata';
import { type Ast, isAst } from './expression-ast.ts';
import { isBuiltInFunction } from './expression-built-ins.ts';
import { ExpressionError, type ExpressionErrorCode, ExpressionSyntaxError } from './expression-error.ts';
import { compileFast } from './expression-fast.ts';
import {
  createMeter,
  defaultExpressionLimits,
  type ExpressionLimits,
  type Meter,
  StepLimitError,
} from './expression-meter.ts';
import { type ExpressionNames, findNames } from './expression-names.ts';
import { assertSize, ResultError, toPlain } from './expression-result.ts';
import { BAIL } from './expression-values.ts';

/** What an expression sees: input, trigger, tasks, previous, item, index, vars, run, workflow, secrets, payload. */
export type Scope = Record<string, unknown>;

export type EvaluateOptions = {
  /** An undefined result is an error that names the expression. */
  readonly required?: boolean;
  /** Where the expression stands; goes into the error. */
  readonly field?: string;
};

export type Expression = ExpressionNames & {
  readonly source: string;
  /** Whether it reads `secrets` in any way. */
  readonly readsSecrets: boolean;
  /**
   * Plain JSON, or undefined when there is no value. A plain value (or a thrown ExpressionError) when the fast path
   * serves, else a promise. The result shares parts of the scope: treat both as read-only.
   */
  evaluate(scope: Scope, options?: EvaluateOptions): unknown;
};

const MAX_EXPRESSION_LENGTH = 50_000;

/** Compiles a JSONata expression. Throws ExpressionSyntaxError. */
export function compileExpression(
  source: string,
  limits: ExpressionLimits = defaultExpressionLimits,
): Expression {
  const meter = createMeter(limits);
  const compiled = parse(source, meter);
  const ast = asAst(compiled.ast());
  const names = findNames(ast);
  if (names.mentioned.has('eval')) {
    throw new ExpressionSyntaxError(source, 'The function $eval is not available', source.indexOf('$eval'));
  }
  const [miscall] = names.miscalls;
  if (miscall) {
    const hint = isBuiltInFunction(miscall.name) ? `: write $${miscall.name}(…)` : '; functions begin with $';
    throw new ExpressionSyntaxError(source, `"${miscall.name}" is not a function${hint}`, miscall.position);
  }
  if (names.mentioned.has('pad'))
    compiled.registerFunction('pad', boundedPad(limits.resultSize), '<s-ns?:s>');
  const readsSecrets = names.names.has('secrets');
  const fast = compileFast(ast, { maxSequence: limits.sequence });
  const makesValues = ast.type !== 'path';

  const evaluateSlowly = (scope: Scope, options: EvaluateOptions): Promise<unknown> =>
    inTurn(async () => {
      let value: unknown;
      meter.reset();
      try {
        value = toPlain(await compiled.evaluate(scope), limits.resultSize);
      } catch (error) {
        throw asExpressionError(error, source, readsSecrets, limits, options);
      }
      return assertDefined(value, source, options);
    });

  const evaluate = (scope: Scope, options: EvaluateOptions = {}): unknown => {
    if (!fast) return evaluateSlowly(scope, options);
    let value: unknown;
    try {
      value = fast(scope, scope);
      if (makesValues && isLarge(value)) assertSize(value, limits.resultSize);
    } catch {
      // BAIL, or a fault such as a stack overflow: JSONata has the last word, errors included.
      value = BAIL;
    }
    return value === BAIL ? evaluateSlowly(scope, options) : assertDefined(value, source, options);
  };

  return { source, ...names, readsSecrets, evaluate };
}

function parse(source: string, meter: Meter): jsonata.Expression {
  if (source.length > MAX_EXPRESSION_LENGTH) {
    throw new ExpressionSyntaxError(
      source,
      `The expression has ${source.length} characters; at most ${MAX_EXPRESSION_LENGTH} are allowed`,
      MAX_EXPRESSION_LENGTH,
    );
  }
  try {
    return jsonata(source, meter);
  } catch (error) {
    const { position } = asFields(error);
    const at = typeof position === 'number' ? position : 0;
    throw new ExpressionSyntaxError(source, messageOf(error), at, { cause: error });
  }
}

function asAst(value: unknown): Ast {
  if (!isAst(value)) throw new TypeError('JSONata gave no syntax tree');
  return value;
}

/**
 * All promises of JSONata settle in one go of the event loop. Were many evaluations in flight at once, each would be
 * charged for the others' time; so they go one after the other, which costs nothing, as none waits for the outside.
 */
let last: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const result = last.then(work);
  last = result.catch(() => undefined);
  return result;
}

function isLarge(value: unknown): boolean {
  return typeof value === 'object' || (typeof value === 'string' && value.length > 10_000);
}

function assertDefined(value: unknown, source: string, options: EvaluateOptions): unknown {
  if (value === undefined && options.required) {
    throw new ExpressionError('expression_undefined', source, 'has no value here', { field: options.field });
  }
  return value;
}

/** JSONata's codes for the bounds that it keeps itself. */
const limitReasons: Readonly<Record<string, (limits: ExpressionLimits) => string>> = {
  D1011: (limits) => `nests deeper than ${limits.depth} levels`,
  D1012: (limits) => `took longer than ${limits.timeoutMs} ms`,
  D2014: (limits) => `makes a list of more than ${limits.sequence} items`,
  D2015: (limits) => `makes a list of more than ${limits.sequence} items`,
};

function asExpressionError(
  error: unknown,
  source: string,
  readsSecrets: boolean,
  limits: ExpressionLimits,
  { field }: EvaluateOptions,
): ExpressionError {
  // JSONata's messages and errors carry the values at hand.
  const cause = readsSecrets ? undefined : error;
  const make = (code: ExpressionErrorCode, reason: string): ExpressionError =>
    new ExpressionError(code, source, reason, { field, cause });

  if (error instanceof ResultError) {
    if (error.fault === 'number')
      return make('expression_failed', 'failed: its result is not a finite number');
    const bound = error.fault === 'size' ? `is larger than ${limits.resultSize} characters` : 'is too deep';
    return make('expression_limit', `makes a result that ${bound}`);
  }
  if (error instanceof StepLimitError)
    return make('expression_limit', `takes more than ${limits.steps} steps`);
  if (error instanceof RangeError) return make('expression_limit', 'makes a text or list that is too large');
  const { code } = asFields(error);
  const limit =
    typeof code === 'string' && Object.hasOwn(limitReasons, code) ? limitReasons[code] : undefined;
  if (limit) return make('expression_limit', limit(limits));
  if (readsSecrets) {
    const hint = typeof code === 'string' ? ` (JSONata error ${code})` : '';
    return make('expression_failed', `failed; it reads secrets, so the values are not shown${hint}`);
  }
  return make('expression_failed', `failed: ${messageOf(error)}`);
}

/** JSONata throws plain objects as well as errors. */
function asFields(error: unknown): { message?: unknown; position?: unknown; code?: unknown } {
  return typeof error === 'object' && error !== null ? error : {};
}

function messageOf(error: unknown): string {
  const { message, code } = asFields(error);
  if (typeof message === 'string' && message !== '') return message;
  return typeof code === 'string' ? `JSONata error ${code}` : 'unknown reason';
}

/** JSONata's own $pad makes a text of any width asked for. */
function boundedPad(maxLength: number): (text?: string, width?: number, fill?: string) => string | undefined {
  return (text, width = 0, fill = ' ') => {
    if (text === undefined) return undefined;
    const size = Math.abs(Math.trunc(width));
    if (size > maxLength) throw new RangeError('the width is too large');
    const missing = size - [...text].length;
    if (missing <= 0) return text;
    const unit = [...(fill === '' ? ' ' : fill)];
    const padding = Array.from({ length: missing }, (_, index) => unit[index % unit.length]).join('');
    return width > 0 ? text + padding : padding + text;
  };
}
