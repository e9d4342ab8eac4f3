import { describe, expect, it } from 'vitest';
import { ExpressionError } from './expression-error.ts';
import { compileTemplate, inspectTemplate, type TemplateOptions, TemplateSyntaxError } from './template.ts';

const scope = {
  input: { n: 7, name: 'Ada', list: [{ n: 1 }, { n: 2 }], nothing: null, third: 0.1 + 0.2 },
  secrets: { token: 's3cr3t', port: '587' },
};

/** Takes its time in JSONata itself. */
const later = '$map(input.list, function($item) { $item.n })';

async function resolve(value: unknown, options?: TemplateOptions): Promise<unknown> {
  return await compileTemplate(value, options).resolve(scope);
}

describe('a template', () => {
  it.each([
    ['keeps the type of an expression alone', '{{ input.list }}', [{ n: 1 }, { n: 2 }]],
    ['keeps null of an expression alone', '{{ input.nothing }}', null],
    [
      'writes values into text',
      'Hi {{ input.name }}, you are {{ input.n > 3 }} {{ input.n }}',
      'Hi Ada, you are true 7',
    ],
    ['writes null as nothing and objects as JSON', '<{{ input.nothing }}{{ input.list[0] }}>', '<{"n":1}>'],
    ['writes numbers without binary dust', 'sum {{ input.third }}', 'sum 0.3'],
    ['takes a blank around an expression as text', ' {{ input.n }}', ' 7'],
    ['writes {{ itself from an expression', '{{ "{{" }} and }}', '{{ and }}'],
    ['reads past braces in objects', '{{ {"a": {"b": input.n}}}}', { a: { b: 7 } }],
    ['reads past braces in texts', `{{ "}}" & '}}' & input.name }}`, '}}}}Ada'],
    ['reads past escaped quotes', '{{ "\\"}}" }}!', '"}}!'],
    ['reads past quoted names', '{{ {"}}": 1}.`}}` }}', 1],
    ['reads past comments', '{{ input.n /* }} */ }}', 7],
    [
      'knows a division from a regular expression',
      '{{ input.n / 7 }}/{{ $contains(input.name, /^A[{{]{0}da[}}]{0}/) }}',
      '1/true',
    ],
  ])('%s', async (_name, template, expected) => {
    expect(await resolve(template)).toEqual(expected);
  });

  it('fills in values at any depth and leaves keys and plain values alone', async () => {
    expect(
      await resolve({
        a: ['{{ input.n }}', { b: 'x{{ input.n }}', c: true }],
        '{{ k }}': null,
        late: `{{ ${later} }}`,
      }),
    ).toEqual({ a: [7, { b: 'x7', c: true }], '{{ k }}': null, late: [1, 2] });
  });

  it('keeps the order of members when some come later', async () => {
    expect(
      JSON.stringify(await resolve({ a: `{{ ${later} }}`, b: 1, c: `<{{ ${later} }}{{ input.n }}>` })),
    ).toBe('{"a":[1,2],"b":1,"c":"<[1,2]7>"}');
  });

  it('gives its value at once when its expressions do, and a promise when one does not', () => {
    expect(compileTemplate({ a: '{{ input.n }}' }).resolve(scope)).toEqual({ a: 7 });
    expect(compileTemplate({ a: `{{ ${later} }}` }).resolve(scope)).toBeInstanceOf(Promise);
  });

  it('without expressions is static and gives the value itself', () => {
    const value = { a: [1, { b: 'text' }] };
    const template = compileTemplate(value);
    expect(template.isStatic).toBe(true);
    expect(template.resolve(scope)).toBe(value);
  });

  it('shares its static parts', () => {
    const fixed = { deep: [1, 2] };
    expect(compileTemplate({ fixed, a: '{{ input.n }}' }).resolve(scope)).toHaveProperty('fixed', fixed);
  });

  it('leaves fields that are bare expressions as they are', async () => {
    const value = { if: '{{', cases: [{ when: '{{ not one', outcome: '{{ input.name }}' }] };
    expect(await resolve(value, { raw: ['if', 'cases[].when'] })).toEqual({
      if: '{{',
      cases: [{ when: '{{ not one', outcome: 'Ada' }],
    });
  });

  it('lists its expressions with their fields', () => {
    const { expressions } = compileTemplate(
      { values: { 'a b': ['{{ input.n }}', '{{ input.name }} {{ tasks.x.output }}'] } },
      { field: 'config' },
    );
    expect(expressions.map(({ field, source }) => [field, source])).toEqual([
      ['config.values.a b[0]', 'input.n'],
      ['config.values.a b[1]', 'input.name'],
      ['config.values.a b[1]', 'tasks.x.output'],
    ]);
  });

  it('keeps a member named __proto__ a member', async () => {
    const value: unknown = JSON.parse('{ "__proto__": "{{ input.n }}", "a": 1 }');
    expect(JSON.stringify(await resolve(value))).toBe('{"__proto__":7,"a":1}');
  });
});

describe('a template with a fault', () => {
  it('names the field of a value that is missing', async () => {
    const failure = resolve({ url: 'https://x/{{ input.missing }}' }, { field: 'config' });
    await expect(failure).rejects.toThrow(ExpressionError);
    await expect(failure).rejects.toMatchObject({ code: 'expression_undefined', field: 'config.url' });
  });

  it('names the field when an expression fails later, and no rejection is left over', async () => {
    const failing = '$map(input.list, function($i) { $i.n + "x" })';
    await expect(resolve({ a: `{{ ${failing} }}`, b: `- {{ ${failing} }}` })).rejects.toMatchObject({
      field: 'a',
    });
    await expect(resolve({ a: `{{ ${failing} }}`, b: '{{ input.missing }}' })).rejects.toMatchObject({
      field: 'b',
    });
    await expect(resolve(`{{ ${failing} }} {{ input.missing }}`)).rejects.toThrow(ExpressionError);
  });

  it.each([
    ['an expression that does not parse', '{{ input. }}'],
    ['an open expression', 'a {{ input.n'],
    ['an open text', '{{ "a }} b'],
    ['no expression', '{{ }}'],
  ])('is refused for %s', (_name, text) => {
    expect(() => compileTemplate({ list: [text] }, { field: 'config' })).toThrow(TemplateSyntaxError);
    expect(() => compileTemplate({ list: [text] }, { field: 'config' })).toThrow(
      expect.objectContaining({ field: 'config.list[0]', source: text }),
    );
  });

  it('tells all its faults when it is inspected', () => {
    const { errors, template } = inspectTemplate({ a: '{{ x y }}', b: '{{ input.n }}', c: '{{' });
    expect(errors.map(({ field }) => field)).toEqual(['a', 'c']);
    expect(template.expressions).toHaveLength(1);
  });
});

describe('a masked template (E9)', () => {
  async function mask(value: unknown): Promise<{ resolved: unknown; masked: unknown }> {
    const template = compileTemplate(value);
    const resolved = await template.resolve(scope);
    return { resolved, masked: await template.mask(scope, resolved) };
  }

  it('has *** in place of each secret and equals the resolved value otherwise', async () => {
    const { resolved, masked } = await mask({
      auth: 'Bearer {{ secrets.token }}',
      list: ['{{ input.list }}', '{{ secrets.token }}', { n: '{{ input.n }}' }],
      late: `{{ ${later} }}`,
    });
    expect(resolved).toMatchObject({ auth: 'Bearer s3cr3t' });
    expect(masked).toEqual({
      auth: 'Bearer ***',
      list: [[{ n: 1 }, { n: 2 }], '***', { n: 7 }],
      late: [1, 2],
    });
  });

  it('hides what was made of a secret, at once or later', async () => {
    const { masked } = await mask({
      port: '{{ $number(secrets.port) }}',
      pad: '{{ $pad(secrets.token, 8) }}',
      base64: 'x{{ $base64encode("a:" & secrets.token) }}',
      chosen: '{{ $number(secrets.port) > 500 ? "high" : "low" }}',
      fails: '{{ $map([1], function($i) { $number(secrets.port) }) }}',
    });
    expect(masked).toEqual({
      port: '***',
      pad: '***     ',
      base64: `x${btoa('a:***')}`,
      chosen: '***',
      fails: '***',
    });
  });

  it('is the resolved value itself when nothing reads a secret', async () => {
    const template = compileTemplate({ a: '{{ input.n }}' });
    const resolved = await template.resolve(scope);
    expect(template.readsSecrets).toBe(false);
    expect(template.mask(scope, resolved)).toBe(resolved);
  });

  it('evaluates anew only what reads secrets', async () => {
    const { resolved, masked } = await mask({ random: '{{ $random() }}', token: '{{ secrets.token }}' });
    expect((masked as { random: number }).random).toBe((resolved as { random: number }).random);
  });
});
