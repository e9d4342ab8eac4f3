import { createHash } from 'node:crypto';
import { AppError, type Definition, type DraftDefinition, definitionSchema } from '@innoflow/contracts';
import { nestsDeeper } from '../nesting.ts';

/** Largest definition as JSON text, in bytes. */
const MAX_BYTES = 2 * 1024 * 1024;
/** Deepest nesting; PostgreSQL's JSON parser gives up some thousands of levels later. */
const MAX_DEPTH = 100;

/** The text under which a draft is stored. Throws `payload_too_large` or `validation_failed`. */
export function draftText(draft: DraftDefinition): string {
  if (nestsDeeper(draft, MAX_DEPTH)) {
    const message = `is nested deeper than ${MAX_DEPTH} levels; make it flatter`;
    throw new AppError('validation_failed', {
      detail: `body.definition: ${message}`,
      errors: [{ field: 'body.definition', rule: 'max_depth', message }],
    });
  }
  const text = JSON.stringify(draft);
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_BYTES) {
    throw new AppError('payload_too_large', {
      detail: `The definition has ${bytes} bytes; at most ${MAX_BYTES} are possible. Move data out of it, e.g. into the input.`,
    });
  }
  return text;
}

/** A definition as it is published: with its defaults, and a hash that is equal exactly when the meaning is. */
export type NormalDefinition = { definition: Definition; text: string; hash: string };

/** Undefined when the draft does not have the shape of the format. */
export function normalizeDefinition(draft: unknown): NormalDefinition | undefined {
  const parsed = definitionSchema.safeParse(draft);
  if (!parsed.success) return undefined;
  const definition = parsed.data;
  const hash = createHash('sha256')
    .update(JSON.stringify(sortKeys(definition)))
    .digest('hex');
  return { definition, text: JSON.stringify(definition), hash };
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sortKeys(item)]),
  );
}
