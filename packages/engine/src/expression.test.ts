import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { compileExpression, type Scope } from './expression.ts';
import { listBuiltInFunctions } from './expression-built-ins.ts';
import { ExpressionError, ExpressionSyntaxError } from './expression-error.ts';
import { defaultExpressionLimits } from './expression-meter.ts';

const scope: Scope = {
  input: { amount: 5, name: 'Ada', tags: ['a', 'b'], items: [{ n: 1 }, { n: 2 }], empty: null },
  tasks: { score: { outcome: 'success', output: { body: { value: 81 } } } },
  secrets: { token: 's3cr3t' },
};

async function errorOf(source: string, options = {}, data = scope): Promise<ExpressionError> {
  try {
    await compileExpression(source).evaluate(data, options);
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error(`${source} gave a value`);
}

describe('an expression of the common subset', () => {
  it.each([
    ['tasks.score.output.body.value > 80', true],
    ['input.name & " " & input.amount', 'Ada 5'],
    ['input.tags', ['a', 'b']],
    ['input.items.n', [1, 2]],
    ['input.items[n = 2].n', 2],
    ['input.items[0]', { n: 1 }],
    ['$sum(input.items.n)', 3],
    ['"b" in input.tags', true],
    ['input.nick ?? input.name', 'Ada'],
    ['{ "who": $uppercase(input.name), "list": [input.tags, 1] }', { who: 'ADA', list: ['a', 'b', 1] }],
    ['input.empty', null],
    ['input.missing', undefined],
  ])('%s gives its value at once', (source, expected) => {
    expect(compileExpression(source).evaluate(scope)).toEqual(expected);
  });

  it('shares what it takes from the scope', () => {
    expect(compileExpression('input.items').evaluate(scope)).toBe((scope.input as { items: unknown }).items);
  });
});

describe('any other expression', () => {
  it.each([
    ['$map(input.items, function($item) { $item.n * 2 })', [2, 4]],
    ['($sum := 3; $sum + 1)', 4],
    ['input.items^(>n).n', [2, 1]],
    ['$match("ab12", /[0-9]+/).match', '12'],
    ['[1..3]', [1, 2, 3]],
  ])('%s gives its value later', async (source, expected) => {
    const value = compileExpression(source).evaluate(scope);
    expect(value).toBeInstanceOf(Promise);
    expect(await value).toEqual(expected);
  });

  it('gives plain JSON: no marks of sequences, no functions, usual objects', async () => {
    const value = await compileExpression(
      '{ "list": input.items.(n), "f": $sum, "g": function($x) { $x }, "o": $merge([{ "a": 1 }, { "b": [$sum, 2] }]) }',
    ).evaluate(scope);
    expect(value).toStrictEqual({ list: [1, 2], o: { a: 1, b: [null, 2] } });
    const { list } = value as { list: unknown[] };
    expect(Object.getOwnPropertyNames(list)).toEqual(['0', '1', 'length']);
  });

  it('is undefined when it is a function', async () => {
    expect(await compileExpression('function($x) { $x }').evaluate(scope)).toBeUndefined();
  });

  it('is not charged for the time of others that are evaluated with it', async () => {
    const slow = compileExpression('$count([1..2000][$ % 2 = 0])');
    const values = await Promise.all(Array.from({ length: 20 }, () => slow.evaluate(scope)));
    expect(new Set(values)).toEqual(new Set([1000]));
  });
});

describe('the names of an expression', () => {
  it('are those that it reads of the scope, not those of items and variables', () => {
    const expression = compileExpression(
      '$map(tasks.a.output.rows[price > $$.tasks.b.output.min], function($row) { $row.name & input.suffix }) ' +
        '~> $append(secrets.token) ~> $append($lookup(tasks, "c")) ~> $own',
    );
    expect([...expression.names]).toEqual(['tasks', 'input', 'secrets']);
    expect([...expression.taskIds].toSorted()).toEqual(['a', 'b', 'c']);
    expect([...expression.secretNames]).toEqual(['token']);
    expect(expression.variables.has('own')).toBe(true);
    expect(expression.variables.has('row')).toBe(false);
  });
});

describe('a wrong expression', () => {
  it.each([
    ['input.amount >', 14],
    ['input.name = "Ada', 17],
    ['', 0],
  ])('%j is refused with its position', (source, position) => {
    expect(() => compileExpression(source)).toThrow(ExpressionSyntaxError);
    expect(() => compileExpression(source)).toThrow(expect.objectContaining({ position }));
  });

  it('may not call what is no function', () => {
    expect(() => compileExpression('1 + uppercase(input.name)')).toThrow(
      '"uppercase" is not a function: write $uppercase(…)',
    );
    expect(() => compileExpression('input.items.(input.name(1))')).toThrow('functions begin with $');
  });

  it('may not evaluate text, not even under another name', () => {
    expect(() => compileExpression('$eval(input.name)')).toThrow('$eval is not available');
    expect(() => compileExpression('($eval := $eval; $eval("1"))')).toThrow('$eval is not available');
  });

  it('is named in the error when it fails, with the reason', async () => {
    const error = await errorOf('input.name + 1', { field: 'config.url' });
    expect(error).toMatchObject({
      code: 'expression_failed',
      field: 'config.url',
      expression: 'input.name + 1',
    });
    expect(error.message).toBe(
      'The expression "input.name + 1" failed: The left side of the "+" operator must evaluate to a number',
    );
  });

  it('is shortened in the error', async () => {
    const error = await errorOf(`input.name + ${'1'.repeat(300)}`);
    expect(error.expression).toHaveLength(200);
  });

  it('is named in the error when a value is required and there is none', async () => {
    for (const source of ['input.missing', '$map([], function($x) { $x })']) {
      expect(await errorOf(source, { required: true })).toMatchObject({
        code: 'expression_undefined',
        expression: source,
      });
    }
  });

  it('shows no value of a secret when it fails (E9)', async () => {
    for (const source of [
      'secrets.token < 1',
      '$error(secrets.token)',
      '$number($uppercase(secrets.token))',
    ]) {
      const error = await errorOf(source);
      expect(error.code).toBe('expression_failed');
      expect(error.message.toLowerCase()).not.toContain('s3cr3t');
      expect(error.cause).toBeUndefined();
    }
  });

  it('fails when its result is no number that JSON knows', async () => {
    expect(await errorOf('1 / 0')).toMatchObject({ code: 'expression_failed' });
    expect(await errorOf('{ "a": [-1 / 0] }')).toMatchObject({ code: 'expression_failed' });
  });
});

describe('the bounds of an expression', () => {
  it.each([
    ['a recursion that nests', '($f := function($x) { $f($x + 1) + 1 }; $f(1))'],
    ['a recursion without end', '($f := function($x) { $f($x + 1) }; $f(1))'],
    ['a list that is too long', '[1..200000]'],
    ['a list put together', '($a := [1..60000]; $append($a, $a))'],
    ['a text that is too wide', '$pad("x", 100000000)'],
    ['a result that is too large', '($b := $pad("x", 1000000); $map([1..20], function($i) { $b }))'],
    ['a renamed function', '($pad := $pad; $pad("x", 100000000))'],
  ])('stop %s with expression_limit', async (_name, source) => {
    expect(await errorOf(source)).toMatchObject({ code: 'expression_limit' });
  });

  it('hold for values that are made at once, too', async () => {
    const big = { input: { text: 'x'.repeat(1_000) } };
    const expression = compileExpression(`[${Array.from({ length: 20 }, () => 'input.text').join(', ')}]`, {
      ...defaultExpressionLimits,
      resultSize: 10_000,
    });
    await expect(expression.evaluate(big)).rejects.toMatchObject({ code: 'expression_limit' });
  });

  it('leave everything else to the next evaluation', async () => {
    const expression = compileExpression('($f := function($x) { $x = 0 ? 0 : $f($x - 1) }; $f(input.n))');
    await expect(expression.evaluate({ input: { n: 1e9 } })).rejects.toMatchObject({
      code: 'expression_limit',
    });
    expect(await expression.evaluate({ input: { n: 5 } })).toBe(0);
  });
});

describe('the list of functions', () => {
  it('is that of JSONata, without eval', () => {
    const library = readFileSync(createRequire(import.meta.url).resolve('jsonata'), 'utf8');
    const bound = [...library.matchAll(/(?:staticFrame|environment)\.bind\('(\w+)', defineFunction/g)].map(
      ([, name]) => name,
    );
    expect(new Set(listBuiltInFunctions())).toEqual(new Set(bound.filter((name) => name !== 'eval')));
  });
});
