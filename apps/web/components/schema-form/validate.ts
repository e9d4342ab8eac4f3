import { validateInput } from '@innoflow/engine';
import type { JsonSchema } from './schema.ts';

/** Message by path (`address.city`, `items[0].name`; `""` is the value as a whole). */
export type FieldErrors = Readonly<Record<string, string>>;

/**
 * Checks a value against a JSON Schema, with the engine's own checker, so that the form and the server agree. Empty
 * when it holds, or when the schema itself is wrong: then the server has the last word.
 */
export function validateBySchema(schema: JsonSchema, value: unknown): FieldErrors {
  const errors: Record<string, string> = {};
  for (const { field, rule, message } of findErrors(schema, value)) {
    errors[fieldPath(field)] ??= wordsFor(rule, message);
  }
  return errors;
}

function findErrors(schema: JsonSchema, value: unknown): ReturnType<typeof validateInput> {
  try {
    return validateInput({ ...schema }, value);
  } catch {
    return [];
  }
}

/** The engine and the server name fields from `input` or `body.values`; the form from its own top. */
function fieldPath(field: string): string {
  return field.replace(/^(body\.)?(input|values)(\.|$)/, '');
}

/** In the words of a form: what to enter, and nothing about what was received, which stands right there. */
function wordsFor(rule: string, message: string): string {
  if (rule === 'required') return 'Fill this in';
  const words = message
    .replace(/; (received|it has) .*$/s, '')
    .replace('a valid email', 'an e-mail address, like ada@example.com')
    .replace(/a valid (uri|url)/, 'an address, like https://example.com')
    .replace('a valid date-time', 'a date and time');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
