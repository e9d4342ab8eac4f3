import { definitionSchema } from '@innoflow/contracts';
import { isRecord } from './json.ts';

/** Keys that people look for first, in the order of the format; all others follow by the alphabet. */
const FIRST = [
  'schemaVersion',
  'id',
  'type',
  'name',
  'description',
  'from',
  'to',
  'on',
  'when',
  'otherwise',
  'input',
  'config',
  'tasks',
  'transitions',
  'output',
];

/**
 * A definition for comparison: with its defaults filled in where it has the shape of the format, and with its keys in
 * one order, so that only differences in meaning are left.
 */
export function canonicalDefinition(definition: unknown): unknown {
  const parsed = definitionSchema.safeParse(definition);
  return ordered(parsed.success ? parsed.data : definition);
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isRecord(value)) return value;
  const rank = (key: string) => (FIRST.includes(key) ? FIRST.indexOf(key) : FIRST.length);
  const keys = Object.keys(value).toSorted((a, b) => rank(a) - rank(b) || a.localeCompare(b));
  return Object.fromEntries(keys.map((key) => [key, ordered(value[key])]));
}
