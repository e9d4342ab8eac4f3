import { parseDuration } from '@innoflow/contracts';
import { matchesFormat } from './formats.ts';
import {
  countValues,
  describeValue,
  formatPath,
  isJsonObject,
  isSameJson,
  jsonTypeOf,
  type Path,
  readAt,
  resolveRef,
  toRegex,
} from './json-values.ts';
import { findSchemaFaults, type SchemaFault } from './schema-faults.ts';

/** One rule that a value breaks. `rule` is the keyword of the schema, e.g. `required` or `minimum`. */
export type SchemaIssue = { readonly path: Path; readonly rule: string; readonly message: string };

export type CheckOptions = {
  /** Values that are accepted anywhere unseen, such as the templates in a config. */
  readonly accepts?: (value: unknown) => boolean;
};

/** Finds every rule that a value breaks; never changes the value. */
export type CheckSchema = (value: unknown, options?: CheckOptions) => SchemaIssue[];

export class SchemaError extends Error {
  readonly faults: readonly SchemaFault[];
  constructor(faults: readonly SchemaFault[]) {
    super(faults.map((fault) => `${fault.path.join('.') || 'the schema'} ${fault.message}`).join('; '));
    this.name = 'SchemaError';
    this.faults = faults;
  }
}

/**
 * An interpreter for JSON Schema (draft 2020-12, validation vocabulary, local `$ref`). z.fromJSONSchema was tried
 * first: it lets a required property pass that has no schema of its own, takes a schema without `type` for "any",
 * and refuses `not` and `if`. This one generates no code either, which the web's CSP would forbid.
 * Throws SchemaError when the schema itself is wrong.
 */
export function compileSchema(schema: unknown): CheckSchema {
  const faults = findSchemaFaults(schema);
  if (faults.length > 0) throw new SchemaError(faults);
  const patterns = new Map<string, RegExp>();
  const matches = (pattern: string, text: string): boolean => {
    let regex = patterns.get(pattern);
    if (!regex) {
      regex = toRegex(pattern) ?? /(?:)/;
      patterns.set(pattern, regex);
    }
    return regex.test(text);
  };
  return (value, options = {}) => {
    const budget = { steps: BASE_STEPS, extended: false, document: value };
    const run: Run = { root: schema, options, matches, issues: [], budget, depth: 0 };
    check(schema, value, [], run);
    if (budget.steps === 0) fail(run, [], 'limit', 'takes too long to check against its schema');
    return run.issues;
  };
}

type Run = {
  readonly root: unknown;
  readonly options: CheckOptions;
  readonly matches: (pattern: string, text: string) => boolean;
  readonly issues: SchemaIssue[];
  readonly budget: { steps: number; extended: boolean; readonly document: unknown };
  depth: number;
};

/** Enough for a document of usual size; a larger one is measured and gets more. */
const BASE_STEPS = 50_000;
const STEPS_PER_VALUE = 10;

/** A schema whose references multiply (`allOf` of itself twice) would otherwise take for ever. */
function spendStep(run: Run): boolean {
  if (run.budget.steps === 0 && !run.budget.extended) {
    run.budget.extended = true;
    run.budget.steps = STEPS_PER_VALUE * countValues(run.budget.document);
  }
  if (run.budget.steps === 0) return false;
  run.budget.steps--;
  return true;
}

/** Deeper than any real document; a schema that refers to itself without end stops here. */
const MAX_DEPTH = 200;

function check(schema: unknown, value: unknown, path: Path, run: Run): void {
  if (run.options.accepts?.(value) || schema === true) return;
  if (schema === false) return fail(run, path, 'false', 'is not allowed here');
  if (!isJsonObject(schema) || run.depth >= MAX_DEPTH || !spendStep(run)) return;
  run.depth++;
  if (typeof schema.$ref === 'string') check(resolveRef(run.root, schema.$ref), value, path, run);
  if (checkType(schema, value, path, run)) {
    checkValues(schema, value, path, run);
    if (typeof value === 'string') checkString(schema, value, path, run);
    if (typeof value === 'number') checkNumber(schema, value, path, run);
    if (Array.isArray(value)) checkArray(schema, value, path, run);
    else if (isJsonObject(value)) checkObject(schema, value, path, run);
    checkCombinations(schema, value, path, run);
    // Our own annotation: the value is a JSON Schema itself, such as the form of an approval.
    if (schema.widget === 'schema') checkInnerSchema(value, path, run);
  }
  run.depth--;
}

function fail(run: Run, path: Path, rule: string, message: string): void {
  run.issues.push({ path, rule, message });
}

function checkInnerSchema(value: unknown, path: Path, run: Run): void {
  for (const fault of findSchemaFaults(value)) {
    if (run.options.accepts?.(readAt(value, fault.path))) continue;
    fail(run, [...path, ...fault.path], 'schema', fault.message);
  }
}

/** The issues of a schema on their own, for the keywords that choose among schemas. */
function issuesOf(schema: unknown, value: unknown, path: Path, run: Run): SchemaIssue[] {
  const inner: Run = { ...run, issues: [] };
  check(schema, value, path, inner);
  return inner.issues;
}

function checkType(schema: Record<string, unknown>, value: unknown, path: Path, run: Run): boolean {
  const types = [schema.type].flat().filter((type) => typeof type === 'string');
  const actual = jsonTypeOf(value);
  if (
    types.length === 0 ||
    types.includes(actual) ||
    (actual === 'integer' && types.includes('number')) ||
    (value === null && schema.nullable === true)
  ) {
    return true;
  }
  const expected = types.map((type) => `${/^[aeio]/.test(type) ? 'an' : 'a'} ${type}`).join(' or ');
  fail(run, path, 'type', `must be ${expected.replace('a null', 'null')}; received ${describeValue(value)}`);
  return false;
}

function checkValues(schema: Record<string, unknown>, value: unknown, path: Path, run: Run): void {
  if (Array.isArray(schema.enum) && !schema.enum.some((item) => isSameJson(item, value))) {
    const list = schema.enum.map((item) => JSON.stringify(item)).join(', ');
    fail(run, path, 'enum', `must be one of ${list}; received ${describeValue(value)}`);
  }
  if (Object.hasOwn(schema, 'const') && !isSameJson(schema.const, value)) {
    fail(run, path, 'const', `must be ${JSON.stringify(schema.const)}; received ${describeValue(value)}`);
  }
}

function checkString(schema: Record<string, unknown>, text: string, path: Path, run: Run): void {
  const { minLength, maxLength, pattern, format } = schema;
  const length = typeof minLength === 'number' || typeof maxLength === 'number' ? [...text].length : 0;
  if (typeof minLength === 'number' && length < minLength) {
    const message =
      minLength === 1 ? 'must not be empty' : `must have at least ${minLength} characters; it has ${length}`;
    fail(run, path, 'minLength', message);
  }
  if (typeof maxLength === 'number' && length > maxLength) {
    fail(run, path, 'maxLength', `must have at most ${maxLength} characters; it has ${length}`);
  }
  if (typeof pattern === 'string' && !run.matches(pattern, text)) {
    fail(run, path, 'pattern', `must match ${pattern}; received ${describeValue(text)}`);
  }
  if (typeof format === 'string' && !matchesFormat(format, text)) {
    fail(run, path, 'format', `must be a valid ${format}; received ${describeValue(text)}`);
  }
  // Our own annotation: JSON Schema has no word for "4h".
  if (schema.widget === 'duration' && parseDuration(text) === undefined) {
    const message = `must be a duration such as "500ms", "20s", "4h" or "P1D"; received ${describeValue(text)}`;
    fail(run, path, 'duration', message);
  }
}

function checkNumber(schema: Record<string, unknown>, number: number, path: Path, run: Run): void {
  const bounds = [
    ['minimum', 'at least', (bound: number) => number >= bound],
    ['maximum', 'at most', (bound: number) => number <= bound],
    ['exclusiveMinimum', 'more than', (bound: number) => number > bound],
    ['exclusiveMaximum', 'less than', (bound: number) => number < bound],
  ] as const;
  for (const [rule, words, holds] of bounds) {
    const bound = schema[rule];
    if (typeof bound === 'number' && !holds(bound)) {
      fail(run, path, rule, `must be ${words} ${bound}; received ${number}`);
    }
  }
  const { multipleOf } = schema;
  if (typeof multipleOf === 'number' && !isMultiple(number, multipleOf)) {
    fail(run, path, 'multipleOf', `must be a multiple of ${multipleOf}; received ${number}`);
  }
}

/** 0.3 is a multiple of 0.1, whatever binary fractions say. */
function isMultiple(number: number, of: number): boolean {
  const quotient = number / of;
  return Math.abs(quotient - Math.round(quotient)) <= Math.abs(quotient) * 1e-12;
}

function checkArray(schema: Record<string, unknown>, items: readonly unknown[], path: Path, run: Run): void {
  checkCount(schema, 'minItems', 'maxItems', items.length, 'items', path, run);
  const prefix: readonly unknown[] = Array.isArray(schema.prefixItems) ? schema.prefixItems : [];
  for (const [index, item] of items.entries()) {
    const itemSchema = index < prefix.length ? prefix[index] : schema.items;
    if (itemSchema !== undefined) check(itemSchema, item, [...path, index], run);
  }
  if (schema.uniqueItems === true) {
    const again = items.findIndex((item, index) =>
      items.slice(0, index).some((other) => isSameJson(item, other)),
    );
    if (again !== -1) fail(run, [...path, again], 'uniqueItems', 'stands in the list twice');
  }
  if (schema.contains !== undefined) {
    const count = items.filter((item) => issuesOf(schema.contains, item, path, run).length === 0).length;
    const least = typeof schema.minContains === 'number' ? schema.minContains : 1;
    const most = typeof schema.maxContains === 'number' ? schema.maxContains : Number.POSITIVE_INFINITY;
    if (count < least || count > most) {
      fail(run, path, 'contains', `must hold ${least} or more of the wanted items; it holds ${count}`);
    }
  }
}

function checkCount(
  schema: Record<string, unknown>,
  minimum: string,
  maximum: string,
  count: number,
  what: string,
  path: Path,
  run: Run,
): void {
  const least = schema[minimum];
  const most = schema[maximum];
  if (typeof least === 'number' && count < least) {
    fail(run, path, minimum, `must have at least ${least} ${what}; it has ${count}`);
  }
  if (typeof most === 'number' && count > most) {
    fail(run, path, maximum, `must have at most ${most} ${what}; it has ${count}`);
  }
}

function checkObject(
  schema: Record<string, unknown>,
  object: Record<string, unknown>,
  path: Path,
  run: Run,
): void {
  const properties = isJsonObject(schema.properties) ? schema.properties : {};
  const patterns = isJsonObject(schema.patternProperties) ? Object.entries(schema.patternProperties) : [];
  const required = Array.isArray(schema.required) ? schema.required : [];
  for (const name of required) {
    if (typeof name === 'string' && !hasValue(object, name)) {
      fail(run, [...path, name], 'required', 'is required');
    }
  }
  const names = Object.keys(object).filter((name) => object[name] !== undefined);
  checkCount(schema, 'minProperties', 'maxProperties', names.length, 'members', path, run);
  for (const name of names) {
    const value = object[name];
    const at = [...path, name];
    if (schema.propertyNames !== undefined) {
      for (const issue of issuesOf(schema.propertyNames, name, at, run)) {
        fail(run, at, 'propertyNames', `has a name that ${issue.message}`);
      }
    }
    const known = Object.hasOwn(properties, name);
    if (known) check(properties[name], value, at, run);
    const matching = patterns.filter(([pattern]) => run.matches(pattern, name));
    for (const [, member] of matching) check(member, value, at, run);
    if (known || matching.length > 0) continue;
    if (schema.additionalProperties === false) {
      fail(run, at, 'additionalProperties', 'is not a known field');
    } else if (schema.additionalProperties !== undefined) {
      check(schema.additionalProperties, value, at, run);
    }
  }
  if (isJsonObject(schema.dependentRequired)) {
    for (const [name, others] of Object.entries(schema.dependentRequired)) {
      if (!hasValue(object, name) || !Array.isArray(others)) continue;
      for (const other of others) {
        if (typeof other === 'string' && !hasValue(object, other)) {
          fail(run, [...path, other], 'dependentRequired', `is required beside ${name}`);
        }
      }
    }
  }
}

function hasValue(object: Record<string, unknown>, name: string): boolean {
  return Object.hasOwn(object, name) && object[name] !== undefined;
}

function checkCombinations(schema: Record<string, unknown>, value: unknown, path: Path, run: Run): void {
  if (Array.isArray(schema.allOf)) for (const part of schema.allOf) check(part, value, path, run);
  if (Array.isArray(schema.anyOf)) {
    const tries = schema.anyOf.map((part) => issuesOf(part, value, path, run));
    if (tries.every((issues) => issues.length > 0)) reportNearest(tries, 'anyOf', value, path, run);
  }
  if (Array.isArray(schema.oneOf)) checkOneOf(schema.oneOf, value, path, run);
  if (schema.not !== undefined && issuesOf(schema.not, value, path, run).length === 0) {
    fail(run, path, 'not', `must not be ${describeValue(value)}`);
  }
  if (schema.if !== undefined) {
    const branch = issuesOf(schema.if, value, path, run).length === 0 ? schema.then : schema.else;
    if (branch !== undefined) check(branch, value, path, run);
  }
}

function checkOneOf(forms: readonly unknown[], value: unknown, path: Path, run: Run): void {
  const tries = forms.map((form) => issuesOf(form, value, path, run));
  const holding = tries.filter((issues) => issues.length === 0).length;
  if (holding === 1) return;
  const names = forms.map(requiredAlone);
  if (names.every((name) => name !== undefined)) {
    const list = names.map((name) => `"${name}"`).join(', ');
    fail(run, path, 'oneOf', `must have exactly one of ${list}; it has ${holding}`);
  } else if (holding === 0) {
    reportNearest(tries, 'oneOf', value, path, run);
  } else {
    fail(run, path, 'oneOf', `must fit only one of its forms; it fits ${holding}`);
  }
}

/** The name in a schema that says nothing but `required: [name]`. */
function requiredAlone(schema: unknown): string | undefined {
  if (!isJsonObject(schema) || Object.keys(schema).length !== 1 || !Array.isArray(schema.required))
    return undefined;
  const [name] = schema.required;
  return schema.required.length === 1 && typeof name === 'string' ? name : undefined;
}

/** Of several forms that all fail, the one that got deepest into the value is most likely meant. */
function reportNearest(
  tries: readonly SchemaIssue[][],
  rule: string,
  value: unknown,
  path: Path,
  run: Run,
): void {
  const inside = tries.filter((issues) => issues.every((issue) => issue.path.length > path.length));
  const [nearest] = inside.toSorted((a, b) => a.length - b.length);
  if (nearest && inside.length === 1) {
    run.issues.push(...nearest);
    return;
  }
  const forms = new Set(tries.map(([issue]) => (issue ? describeForm(issue, path) : '')));
  fail(run, path, rule, `${[...forms].join(', or ')}; received ${describeValue(value)}`);
}

function describeForm(issue: SchemaIssue, path: Path): string {
  const inside = formatPath(issue.path.slice(path.length));
  return `${inside} ${issue.message.split(';')[0]}`.trim();
}
