import { describeValue, isJsonObject, type Path, resolveRef, toRegex } from './json-values.ts';

/** Something wrong with a schema itself. */
export type SchemaFault = { readonly path: Path; readonly message: string };

const TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];

const SCHEMA_KEYWORDS = [
  'items',
  'additionalProperties',
  'propertyNames',
  'contains',
  'not',
  'if',
  'then',
  'else',
];
const SCHEMA_LIST_KEYWORDS = ['anyOf', 'oneOf', 'allOf', 'prefixItems'];
const SCHEMA_MAP_KEYWORDS = ['properties', 'patternProperties', '$defs', 'definitions'];
const COUNT_KEYWORDS =
  'minLength maxLength minItems maxItems minProperties maxProperties minContains maxContains';
const NUMBER_KEYWORDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];

/** Everything that is wrong with a JSON Schema; empty when values can be checked against it. */
export function findSchemaFaults(schema: unknown): SchemaFault[] {
  const faults: SchemaFault[] = [];
  visit(schema, [], schema, faults);
  return faults;
}

function visit(schema: unknown, path: Path, root: unknown, faults: SchemaFault[]): void {
  if (typeof schema === 'boolean') return;
  if (!isJsonObject(schema)) {
    faults.push({
      path,
      message: `must be a schema (an object or a boolean); received ${describeValue(schema)}`,
    });
    return;
  }
  const expect = (keyword: string, holds: boolean, wanted: string): void => {
    if (schema[keyword] === undefined || holds) return;
    const message = `must be ${wanted}; received ${describeValue(schema[keyword])}`;
    faults.push({ path: [...path, keyword], message });
  };
  const types = [schema.type].flat();
  expect(
    'type',
    types.every((type) => TYPES.includes(String(type))),
    `one of ${TYPES.join(', ')}`,
  );
  expect('enum', Array.isArray(schema.enum), 'a list of values');
  expect('required', isStringList(schema.required), 'a list of property names');
  expect('pattern', isPattern(schema.pattern), 'a regular expression');
  expect('$ref', isLocalRef(schema.$ref, root), 'a reference within the schema, such as #/$defs/name');
  expect('uniqueItems', typeof schema.uniqueItems === 'boolean', 'true or false');
  for (const keyword of COUNT_KEYWORDS.split(' ')) {
    const count = schema[keyword];
    expect(keyword, Number.isInteger(count) && Number(count) >= 0, 'a whole number of at least 0');
  }
  for (const keyword of NUMBER_KEYWORDS) expect(keyword, Number.isFinite(schema[keyword]), 'a number');
  for (const keyword of SCHEMA_KEYWORDS) {
    if (schema[keyword] !== undefined) visit(schema[keyword], [...path, keyword], root, faults);
  }
  for (const keyword of SCHEMA_LIST_KEYWORDS) {
    const list = schema[keyword];
    expect(keyword, Array.isArray(list), 'a list of schemas');
    if (!Array.isArray(list)) continue;
    for (const [index, item] of list.entries()) visit(item, [...path, keyword, index], root, faults);
  }
  for (const keyword of SCHEMA_MAP_KEYWORDS) {
    const map = schema[keyword];
    expect(keyword, isJsonObject(map), 'an object of schemas by name');
    if (!isJsonObject(map)) continue;
    for (const [name, item] of Object.entries(map)) {
      if (keyword === 'patternProperties' && !isPattern(name)) {
        faults.push({ path: [...path, keyword, name], message: 'has a name that is no regular expression' });
      }
      visit(item, [...path, keyword, name], root, faults);
    }
  }
}

function isStringList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isPattern(value: unknown): boolean {
  return typeof value === 'string' && toRegex(value) !== undefined;
}

function isLocalRef(value: unknown, root: unknown): boolean {
  if (typeof value !== 'string') return false;
  const target = resolveRef(root, value);
  return typeof target === 'boolean' || isJsonObject(target);
}
