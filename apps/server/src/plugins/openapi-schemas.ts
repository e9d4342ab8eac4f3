import { z } from 'zod';

export type JsonSchema = { [key: string]: unknown };
type Direction = 'input' | 'output';

/**
 * The named schemas of an OpenAPI document. A zod schema with an id (`.meta({ id })`) stands once under
 * `#/components/schemas/`, whatever refers to it. Where what is taken differs from what is given, e.g. by defaults,
 * the taken one is called `<id>Input`.
 */
export class ComponentSchemas {
  readonly #byName = new Map<string, JsonSchema>();

  /** A reference, or the schema itself when it has no id. */
  refer(schema: z.ZodType, direction: Direction): JsonSchema {
    const {
      $schema: _,
      $defs,
      ...root
    } = z.toJSONSchema(schema, { io: direction, unrepresentable: 'any' }) as JsonSchema; // a JSON object
    const definitions = ($defs ?? {}) as Record<string, JsonSchema>; // $defs of JSON Schema are schemas
    const ids = new Set([
      ...Object.keys(definitions),
      ...(typeof root['id'] === 'string' ? [root['id']] : []),
    ]);
    const names = this.#namesFor(ids, definitions, root, direction);
    const rename = (value: JsonSchema) => this.#rewrite(value, names);
    for (const [id, definition] of Object.entries(definitions)) this.#set(names, id, rename(definition));
    if (typeof root['id'] !== 'string') return rename(root);
    this.#set(names, root['id'], rename(root));
    return { $ref: `#/components/schemas/${names.get(root['id'])}` };
  }

  /** By name, in alphabetical order. */
  all(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.#byName].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Both directions share a name while they are equal; one that differs makes all that refer to it differ. */
  #namesFor(
    ids: ReadonlySet<string>,
    definitions: Record<string, JsonSchema>,
    root: JsonSchema,
    direction: Direction,
  ): Map<string, string> {
    const names = new Map([...ids].map((id) => [id, id]));
    if (direction === 'output') return names;
    for (let changed = true; changed; ) {
      changed = false;
      for (const id of ids) {
        if (names.get(id) !== id) continue;
        const mine = this.#rewrite(definitions[id] ?? root, names);
        const known = this.#byName.get(id);
        if (known === undefined || JSON.stringify(known) === JSON.stringify(mine)) continue;
        names.set(id, `${id}Input`);
        changed = true;
      }
    }
    return names;
  }

  #set(names: ReadonlyMap<string, string>, id: string, schema: JsonSchema): void {
    this.#byName.set(names.get(id) ?? id, schema);
  }

  #rewrite(value: JsonSchema, names: ReadonlyMap<string, string>): JsonSchema {
    return JSON.parse(JSON.stringify(value), function (this: JsonSchema, key, part: unknown) {
      // The format says it; the pattern that zod adds to it is a line of noise.
      if (key === 'pattern' && typeof this['format'] === 'string') return undefined;
      if (key === 'id' && typeof part === 'string' && names.has(part)) return undefined;
      if (key !== '$ref' || typeof part !== 'string') return part;
      const id = part.replace(/^#\/\$defs\//, '');
      return `#/components/schemas/${names.get(id) ?? id}`;
    });
  }
}
