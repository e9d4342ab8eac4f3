import fc from 'fast-check';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { compileExpression, type Scope } from './expression.ts';
import { ExpressionError, ExpressionSyntaxError } from './expression-error.ts';

/** Few names and values, so that random paths meet random data. */
const name = fc.constantFrom('a', 'b', 'c', 'tags', '`a b`', '"a"', 'constructor', '__proto__', 'length');
const key = fc.constantFrom('a', 'b', 'c', 'tags', 'a b', 'constructor', '__proto__', 'length', '10', '2');
const text = fc.constantFrom(
  '',
  'a',
  'bug',
  'Straße',
  '𝒳y',
  ' a  b ',
  '12',
  '-1.5e3',
  '0x1F',
  'true',
  '{{',
  '"',
);
const number = fc.constantFrom(0, 1, -1, 2, 3.7, 0.1, 0.2, 1e21, -2.5, 1e308, 80);
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null));

const { value } = fc.letrec<{ value: unknown; array: unknown[]; object: Record<string, unknown> }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, scalar, tie('object'), tie('array')),
  array: fc.array(tie('value'), { maxLength: 3 }),
  object: fc.dictionary(key, tie('value'), { maxKeys: 4 }),
}));

const flagged = fc.constant({ _jsonata_lambda: true, a: 1, b: { _jsonata_function: true, a: 2 } });
const scope = fc.record(
  {
    input: fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: flagged }),
    tasks: value,
    vars: value,
  },
  { requiredKeys: [] },
);

const literal = fc.oneof(
  text.map((string) => JSON.stringify(string)),
  fc.constantFrom('0', '1', '2', '-1', '0.1', '80', '1e300', 'true', 'false', 'null'),
);
const binary = fc.constantFrom(
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '+',
  '-',
  '*',
  '/',
  '%',
  '&',
  'and',
  'or',
  'in',
);
const unaryFunction = fc.constantFrom(
  ...'exists not boolean string number count type length uppercase lowercase trim floor ceil abs'.split(' '),
  ...'sum max min average join keys distinct'.split(' '),
);
const binaryFunction = fc.constantFrom(
  'contains',
  'substringBefore',
  'substringAfter',
  'substring',
  'join',
  'append',
);

const { expression } = fc.letrec<Record<'expression' | 'path' | 'stage', string>>((tie) => ({
  path: fc
    .tuple(
      fc.constantFrom('input', 'tasks', 'vars', '$$.input', 'a', '$'),
      fc.array(fc.tuple(name, tie('stage')), { maxLength: 3 }),
    )
    .map(([root, steps]) => [root, ...steps.map(([step, stage]) => step + stage)].join('.')),
  stage: fc.oneof(
    { weight: 8, arbitrary: fc.constant('') },
    { weight: 2, arbitrary: fc.constantFrom('[0]', '[1]', '[-1]', '[1.5]', '[]') },
    { weight: 1, arbitrary: tie('expression').map((source) => `[${source}]`) },
  ),
  expression: fc.oneof(
    { maxDepth: 4 },
    { weight: 4, arbitrary: tie('path') },
    { weight: 2, arbitrary: literal },
    {
      weight: 4,
      arbitrary: fc
        .tuple(tie('expression'), binary, tie('expression'))
        .map(([a, op, b]) => `(${a}) ${op} (${b})`),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(tie('path'), binary, tie('path')).map(([a, op, b]) => `${a} ${op} ${b}`),
    },
    { weight: 1, arbitrary: tie('expression').map((a) => `-(${a})`) },
    { weight: 2, arbitrary: fc.tuple(unaryFunction, tie('expression')).map(([f, a]) => `$${f}(${a})`) },
    { weight: 1, arbitrary: fc.tuple(tie('expression'), unaryFunction).map(([a, f]) => `(${a}) ~> $${f}()`) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(binaryFunction, tie('expression'), tie('expression'))
        .map(([f, a, b]) => `$${f}(${a}, ${b})`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('expression'), number, number)
        .map(([a, start, length]) => `$substring(${a}, ${start}, ${length})`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(tie('expression'), tie('expression'), fc.option(tie('expression')))
        .map(([test, yes, no]) => (no === null ? `(${test}) ? (${yes})` : `(${test}) ? (${yes}) : (${no})`)),
    },
    { weight: 1, arbitrary: fc.tuple(tie('path'), tie('expression')).map(([a, b]) => `${a} ?? (${b})`) },
    { weight: 1, arbitrary: fc.tuple(tie('path'), tie('expression')).map(([a, b]) => `${a} ?: (${b})`) },
    {
      weight: 2,
      arbitrary: fc.array(tie('expression'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    },
    {
      weight: 2,
      arbitrary: fc
        .array(
          fc.tuple(
            fc.oneof(
              key.map((k) => JSON.stringify(k)),
              tie('expression'),
            ),
            tie('expression'),
          ),
          { maxLength: 3 },
        )
        .map((pairs) => `{${pairs.map(([k, v]) => `(${k}): ${v}`).join(', ')}}`),
    },
    { weight: 1, arbitrary: tie('path').map((a) => `$map(${a}, function($v) { [$v] })`) },
    {
      weight: 1,
      arbitrary: fc.tuple(tie('path'), tie('expression')).map(([a, b]) => `($x := ${a}; [$x, ${b}])`),
    },
  ),
}));

type Outcome = { value: string } | { error: string };

/** What JSONata itself says, as JSON; a number that JSON cannot write is an error. */
async function reference(source: string, data: Scope): Promise<Outcome> {
  try {
    const result: unknown = await jsonata(source).evaluate(data);
    return { value: asJson(result) };
  } catch (error) {
    return { error: String((error as { message?: unknown }).message) };
  }
}

function asJson(result: unknown): string {
  const json = JSON.stringify(result, (_key, item: unknown) => {
    if (typeof item === 'number' && !Number.isFinite(item)) throw new Error('is not a finite number');
    return item;
  });
  return json ?? 'undefined';
}

async function ours(source: string, data: Scope): Promise<Outcome & { fast: boolean }> {
  let fast = true;
  try {
    const result = compileExpression(source).evaluate(data);
    fast = !(result instanceof Promise);
    return { value: asJson(await result), fast };
  } catch (error) {
    if (!(error instanceof ExpressionError || error instanceof ExpressionSyntaxError)) throw error;
    return { error: error.message, fast };
  }
}

const runs = 1_500;

describe('an expression', () => {
  it('gives exactly what JSONata gives, values and errors, for random expressions over random data', async () => {
    let fast = 0;
    let values = 0;
    await fc.assert(
      fc.asyncProperty(expression, scope, async (source, data) => {
        const expected = await reference(source, data);
        const actual = await ours(source, data);
        if ('error' in expected) {
          expect(actual).toHaveProperty('error');
        } else {
          expect(actual).toMatchObject(expected);
          values++;
          if (actual.fast) fast++;
        }
      }),
      { numRuns: runs },
    );
    expect(values).toBeGreaterThan(runs / 4);
    expect(fast / values).toBeGreaterThan(0.3);
  }, 60_000);
});
