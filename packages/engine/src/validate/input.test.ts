import { describe, expect, it } from 'vitest';
import { compileInputSchema, validateInput } from './input.ts';

const schema = {
  type: 'object',
  required: ['amount', 'customer'],
  properties: {
    amount: { type: 'number', minimum: 1 },
    note: { type: 'string', default: 'none' },
    lines: {
      type: 'array',
      items: { type: 'object', properties: { sku: { type: 'string' } }, required: ['sku'] },
    },
  },
};

describe('the input of a run', () => {
  it('is given back as it is when it holds: nothing is stripped or filled in', () => {
    const value = { amount: 5, customer: null, further: { x: 1 } };
    const verdict = compileInputSchema(schema)(value);
    expect(verdict).toEqual({ value });
    expect((verdict as { value: unknown }).value).toBe(value);
  });

  it('is told field by field what it breaks', () => {
    expect(validateInput(schema, { amount: '5', lines: [{ sku: 'a' }, {}] })).toEqual([
      { field: 'input.customer', rule: 'required', message: 'is required' },
      { field: 'input.amount', rule: 'type', message: 'must be a number; received "5"' },
      { field: 'input.lines[1].sku', rule: 'required', message: 'is required' },
    ]);
  });

  it('is named as a whole when it is of the wrong type', () => {
    expect(compileInputSchema(schema)(undefined)).toEqual({
      errors: [{ field: 'input', rule: 'type', message: 'must be an object; received nothing' }],
    });
  });
});
