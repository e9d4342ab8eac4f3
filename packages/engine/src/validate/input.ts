import type { FieldError } from '@innoflow/contracts';
import { type CheckSchema, compileSchema } from '../json-schema/compile-schema.ts';
import { formatPath } from '../json-schema/json-values.ts';

/** The value as it came, or each field of it that breaks the schema. */
export type InputVerdict = { readonly value: unknown } | { readonly errors: FieldError[] };

/**
 * A check of run inputs against the workflow's input schema. It neither strips nor fills in anything. Fields are named
 * from `input`, such as `input.amount`. Throws SchemaError when the schema itself is wrong.
 */
export function compileInputSchema(
  schema: Readonly<Record<string, unknown>>,
): (value: unknown) => InputVerdict {
  const check = getCheck(schema);
  return (value) => {
    const errors = toFieldErrors(check, value);
    return errors.length === 0 ? { value } : { errors };
  };
}

/** The fields of an input that break the schema; empty when it holds. Compiled once for each schema object. */
export function validateInput(schema: Readonly<Record<string, unknown>>, value: unknown): FieldError[] {
  return toFieldErrors(getCheck(schema), value);
}

const checks = new WeakMap<Readonly<Record<string, unknown>>, CheckSchema>();

function getCheck(schema: Readonly<Record<string, unknown>>): CheckSchema {
  let check = checks.get(schema);
  if (!check) {
    check = compileSchema(schema);
    checks.set(schema, check);
  }
  return check;
}

function toFieldErrors(check: CheckSchema, value: unknown): FieldError[] {
  return check(value).map(({ path, rule, message }) => ({
    field: formatPath(['input', ...path]),
    rule,
    message,
  }));
}
