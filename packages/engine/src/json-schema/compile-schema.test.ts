import { describe, expect, it } from 'vitest';
import { compileSchema, SchemaError } from './compile-schema.ts';
import { formatPath } from './json-values.ts';

function issues(schema: unknown, value: unknown): string[] {
  return compileSchema(schema)(value).map(({ path, rule }) => `${formatPath(path)} ${rule}`.trim());
}

describe('a JSON Schema', () => {
  it.each<[string, unknown, unknown, string[]]>([
    ['type', { type: 'number' }, 'x', ['type']],
    ['type integer for 1.5', { type: 'integer' }, 1.5, ['type']],
    ['several types', { type: ['string', 'null'] }, 1, ['type']],
    ['enum', { enum: [1, { a: [2] }] }, { a: [3] }, ['enum']],
    ['const', { const: null }, 0, ['const']],
    ['minLength in characters', { minLength: 2 }, '𝒳', ['minLength']],
    ['maxLength', { maxLength: 1 }, 'ab', ['maxLength']],
    ['pattern', { pattern: '^a' }, 'ba', ['pattern']],
    ['format', { format: 'email' }, 'nobody', ['format']],
    ['minimum', { minimum: 3 }, 2, ['minimum']],
    ['maximum', { maximum: 3 }, 4, ['maximum']],
    ['exclusiveMinimum', { exclusiveMinimum: 3 }, 3, ['exclusiveMinimum']],
    ['exclusiveMaximum', { exclusiveMaximum: 3 }, 3, ['exclusiveMaximum']],
    ['multipleOf', { multipleOf: 0.1 }, 0.35, ['multipleOf']],
    [
      'required, with or without a schema of its own',
      { required: ['a'], properties: { b: {} } },
      {},
      ['a required'],
    ],
    ['properties', { properties: { a: { type: 'string' } } }, { a: 1 }, ['a type']],
    [
      'additionalProperties',
      { properties: { a: {} }, additionalProperties: false },
      { a: 1, b: 1 },
      ['b additionalProperties'],
    ],
    ['a schema of additionalProperties', { additionalProperties: { type: 'string' } }, { b: 1 }, ['b type']],
    ['patternProperties', { patternProperties: { '^x-': { type: 'string' } } }, { 'x-a': 1 }, ['x-a type']],
    ['propertyNames', { propertyNames: { maxLength: 1 } }, { ab: 1 }, ['ab propertyNames']],
    ['minProperties', { minProperties: 1 }, {}, ['minProperties']],
    ['dependentRequired', { dependentRequired: { a: ['b'] } }, { a: 1 }, ['b dependentRequired']],
    ['items', { items: { type: 'number' } }, [1, 'x'], ['[1] type']],
    ['prefixItems', { prefixItems: [{ type: 'string' }], items: false }, ['a', 1], ['[1] false']],
    ['maxItems', { maxItems: 1 }, [1, 2], ['maxItems']],
    ['uniqueItems', { uniqueItems: true }, [{ a: 1 }, { a: 1 }], ['[1] uniqueItems']],
    ['contains', { contains: { const: 1 } }, [2], ['contains']],
    ['allOf', { allOf: [{ minimum: 3 }, { multipleOf: 2 }] }, 1, ['minimum', 'multipleOf']],
    ['anyOf', { anyOf: [{ type: 'string' }, { type: 'array' }] }, 1, ['anyOf']],
    [
      'the only likely form of anyOf',
      { anyOf: [{ type: 'string' }, { items: { type: 'string' } }] },
      ['a', 1],
      ['[1] type'],
    ],
    ['oneOf', { oneOf: [{ type: 'number' }, { minimum: 1 }] }, 2, ['oneOf']],
    ['not', { not: { type: 'string' } }, 'x', ['not']],
    [
      'if and then',
      JSON.parse('{ "if": { "type": "string" }, "then": { "minLength": 1 } }'),
      '',
      ['minLength'],
    ],
    ['if and else', { if: { type: 'string' }, else: { minimum: 1 } }, 0, ['minimum']],
    ['$ref', { $defs: { a: { type: 'string' } }, items: { $ref: '#/$defs/a' } }, [1], ['[0] type']],
    ['our durations', { type: 'string', widget: 'duration' }, 'soon', ['duration']],
  ])('finds a value that breaks %s', (_name, schema, value, expected) => {
    expect(issues(schema, value)).toEqual(expected);
  });

  it.each<[unknown, unknown]>([
    [{ type: 'number' }, 1],
    [{ type: 'integer' }, 1.0],
    [{ type: 'string', nullable: true }, null],
    [{ minimum: 3 }, 'text is not bounded by minimum'],
    [{ multipleOf: 0.1 }, 0.3],
    [{ enum: [{ a: 1, b: 2 }] }, { b: 2, a: 1 }],
    [{ format: 'date-time' }, '2026-11-23T10:00:00+01:00'],
    [{ format: 'unheard-of' }, 'x'],
    [{ pattern: '^[\\w\\-@]+$' }, 'a-b'],
    [
      { properties: { child: { $ref: '#' } }, required: ['n'] },
      { n: 1, child: { n: 2 } },
    ],
    [true, {}],
  ])('%j holds for %j', (schema, value) => {
    expect(issues(schema, value)).toEqual([]);
  });

  it('says what is wanted and what came', () => {
    const check = compileSchema({ properties: { n: { type: ['integer', 'string'] } }, required: ['m'] });
    expect(check({ n: { a: 1 } }).map(({ message }) => message)).toEqual([
      'is required',
      'must be an integer or a string; received {"a":1}',
    ]);
  });

  it('accepts unseen what the caller says', () => {
    const check = compileSchema({
      items: { anyOf: [{ type: 'number' }, { type: 'array', items: { type: 'number' } }] },
    });
    const accepts = (value: unknown): boolean => value === '*';
    expect(check(['*', ['*', 1], 'x'], { accepts }).map(({ path }) => path)).toEqual([[2]]);
  });

  it('that refers to itself over and over comes to an end', () => {
    const check = compileSchema({ allOf: [{ $ref: '#' }, { $ref: '#' }] });
    expect(check(1)).toEqual([expect.objectContaining({ rule: 'limit' })]);
  });

  it('is used in full on a large document', () => {
    const check = compileSchema({ items: { properties: { a: { type: 'number' } } } });
    const list = Array.from({ length: 100_000 }, (_, index) => ({ a: index === 99_999 ? 'x' : index }));
    expect(check(list).map(({ path }) => path)).toEqual([[99_999, 'a']]);
  });

  it.each([
    [{ type: 'strng' }, 'type must be one of'],
    [{ properties: { a: 5 } }, 'properties.a must be a schema'],
    [{ properties: [] }, 'properties must be an object of schemas'],
    [{ pattern: '(' }, 'pattern must be a regular expression'],
    [{ $ref: '#/$defs/x' }, '$ref must be a reference within the schema'],
    [{ $ref: 'https://example.com/schema' }, '$ref must be a reference within the schema'],
    [{ enum: 'x' }, 'enum must be a list'],
    [{ required: 'a' }, 'required must be a list'],
    [{ minLength: -1 }, 'minLength must be a whole number'],
    [{ minimum: '3' }, 'minimum must be a number'],
    [{ anyOf: [5] }, 'anyOf.0 must be a schema'],
    ['x', 'the schema must be a schema'],
  ])('%j is refused', (schema, message) => {
    expect(() => compileSchema(schema)).toThrow(SchemaError);
    expect(() => compileSchema(schema)).toThrow(message);
  });
});
