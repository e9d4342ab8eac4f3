/** What the form reads of a JSON Schema; everything else of a schema is kept and only checked (validate.ts). */
export type JsonSchema = {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema | boolean;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  /** How to edit it; see taskTypeDescriptorSchema in the contracts. */
  readonly widget?: string;
  /** Keywords that only validation reads. */
  readonly [keyword: string]: unknown;
};

export type FieldKind =
  | 'text'
  | 'multiline'
  | 'number'
  | 'boolean'
  | 'choice'
  | 'group'
  | 'list'
  | 'keyValue'
  | 'json';

export type FieldPath = readonly (string | number)[];

/** `["items", 0, "name"]` → `items[0].name`, the form in which validation and the server name fields. */
export function pathText(path: FieldPath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    // names that are no plain words stand in quotes, as in the engine
    const name = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(part) ? part : JSON.stringify(part);
    return text === '' ? name : `${text}.${name}`;
  }, '');
}

/** Follows `$ref` into `$defs` and takes the schema out of `anyOf` with null. */
export function resolveSchema(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (schema.$ref?.startsWith('#/$defs/')) {
    const target = root.$defs?.[schema.$ref.slice('#/$defs/'.length)];
    if (target) return resolveSchema({ ...target, ...withoutRef(schema) }, root);
  }
  const options = (schema.anyOf ?? schema.oneOf)?.filter((option) => option.type !== 'null');
  if (options?.length === 1 && options[0]) {
    const { anyOf, oneOf, ...rest } = schema;
    return resolveSchema({ ...options[0], ...rest }, root);
  }
  return schema;
}

function withoutRef({ $ref, ...rest }: JsonSchema): JsonSchema {
  return rest;
}

export function typeOf(schema: JsonSchema): string | undefined {
  if (typeof schema.type === 'string') return schema.type;
  const types = schema.type?.filter((type) => type !== 'null');
  return types?.length === 1 ? types[0] : undefined;
}

/** How a (resolved) schema is drawn; `json` is the way out for whatever has no control of its own. */
export function kindOf(schema: JsonSchema): FieldKind {
  if (schema.widget === 'json' || schema.widget === 'schema') return 'json';
  if (schema.widget === 'keyValue') return 'keyValue';
  if (schema.enum?.every((value) => typeof value === 'string' || typeof value === 'number')) return 'choice';
  switch (typeOf(schema)) {
    case 'string':
      return isMultiline(schema) ? 'multiline' : 'text';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'array':
      return typeof schema.items === 'object' ? 'list' : 'json';
    case 'object':
      if (schema.properties && Object.keys(schema.properties).length > 0) return 'group';
      return 'json';
    case undefined:
    default:
      return schema.properties ? 'group' : 'json';
  }
}

function isMultiline(schema: JsonSchema): boolean {
  if (schema.widget === 'multiline' || schema.format === 'multiline' || schema.format === 'textarea')
    return true;
  return schema.format === undefined && schema.widget === undefined && (schema.maxLength ?? 0) > 500;
}

/** `initialDelay` → "Initial delay", unless the schema has a title. */
export function labelOf(name: string, schema: JsonSchema): string {
  if (schema.title) return schema.title;
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The value that a form begins with: the defaults of the schema, nothing else. */
export function defaultValue(schema: JsonSchema, root: JsonSchema = schema): unknown {
  const resolved = resolveSchema(schema, root);
  if (resolved.default !== undefined) return structuredClone(resolved.default);
  if (!resolved.properties) return undefined;
  const entries = Object.entries(resolved.properties).flatMap(([name, property]) => {
    const value = defaultValue(property, root);
    return value === undefined ? [] : [[name, value] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object with a member set, or without it when the value is undefined. */
export function withMember(object: unknown, name: string, value: unknown): Record<string, unknown> {
  const { [name]: _, ...rest } = isRecord(object) ? object : {};
  if (value === undefined) return rest;
  // a known member keeps its place
  return isRecord(object) && name in object ? { ...object, [name]: value } : { ...rest, [name]: value };
}
