import { isRecord, type JsonRecord, withFields } from './json.ts';

/**
 * The input schema as a list of simple fields. Only a schema that says nothing else can be edited as such a list; any
 * other one is edited as JSON, so that nothing in it is lost.
 */
export const propertyTypes = ['string', 'number', 'integer', 'boolean', 'object', 'array'] as const;
export type PropertyType = (typeof propertyTypes)[number];

export type InputProperty = {
  readonly name: string;
  readonly type: PropertyType;
  readonly title: string;
  readonly required: boolean;
};

const ROOT_KEYS: ReadonlySet<string> = new Set(['type', 'properties', 'required']);
const PROPERTY_KEYS: ReadonlySet<string> = new Set(['type', 'title']);

/** The fields, or undefined when the schema holds more than a list of fields. */
export function parseInputProperties(schema: unknown): InputProperty[] | undefined {
  if (schema === undefined) return [];
  if (!isRecord(schema) || Object.keys(schema).some((key) => !ROOT_KEYS.has(key))) return undefined;
  if (schema.type !== undefined && schema.type !== 'object') return undefined;
  const required = schema.required ?? [];
  const properties = schema.properties ?? {};
  if (!Array.isArray(required) || !isRecord(properties)) return undefined;
  if (required.some((name) => !(String(name) in properties))) return undefined;
  const list: InputProperty[] = [];
  for (const [name, property] of Object.entries(properties)) {
    if (!isRecord(property) || Object.keys(property).some((key) => !PROPERTY_KEYS.has(key))) return undefined;
    const type = propertyTypes.find((known) => known === property.type);
    if (!type || (property.title !== undefined && typeof property.title !== 'string')) return undefined;
    list.push({ name, type, title: property.title ?? '', required: required.includes(name) });
  }
  return list;
}

/** The schema of a list of fields; undefined for an empty list: then any input is welcome. */
export function inputSchemaOf(properties: readonly InputProperty[]): JsonRecord | undefined {
  if (properties.length === 0) return undefined;
  const required = properties.filter((property) => property.required).map((property) => property.name);
  const entries = properties.map(({ name, type, title }) => [
    name,
    withFields({ type }, { title: title || undefined }),
  ]);
  return withFields(
    { type: 'object', properties: Object.fromEntries(entries) },
    { required: required.length > 0 ? required : undefined },
  );
}

/** The first of `field`, `field_2`, … that no property has. */
export function freePropertyName(properties: readonly InputProperty[]): string {
  const names = new Set(properties.map((property) => property.name));
  let name = 'field';
  for (let number = 2; names.has(name); number++) name = `field_${number}`;
  return name;
}
