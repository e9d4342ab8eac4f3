import { isUtf8 } from 'node:buffer';
import { AppError } from '@innoflow/contracts';
import { nestsDeeper } from '../nesting.ts';

/** Deepest nesting of a body: PostgreSQL's JSON parser gives up some thousands of levels later. */
const MAX_DEPTH = 200;

/** The input of the run: parsed JSON, the fields of a form, or text. Without a body it is `{}`. */
export function parseHookBody(contentType: string | undefined, body: Buffer): unknown {
  if (body.length === 0) return {};
  const type = mediaType(contentType);
  if (type === 'application/json' || type.endsWith('+json')) return parseJson(body);
  if (type === 'application/x-www-form-urlencoded') return parseForm(body.toString());
  if (isUtf8(body)) return body.toString();
  throw new AppError('unsupported_media_type', {
    detail: `The body is neither JSON, nor a form, nor text; received ${JSON.stringify(type)}. Send application/json.`,
  });
}

function mediaType(contentType: string | undefined): string {
  if (contentType === undefined) return '';
  if (contentType === 'application/json') return contentType;
  const [type = ''] = contentType.split(';', 1);
  return type.trim().toLowerCase();
}

function parseJson(body: Buffer): unknown {
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('malformed_json', {
      detail: `The body is not valid JSON: ${reason}.`,
      errors: [{ field: 'body', rule: 'json', message: reason }],
      cause: error,
    });
  }
  if (!nestsDeeper(value, MAX_DEPTH)) return value;
  const message = `is nested deeper than ${MAX_DEPTH} levels; make it flatter`;
  throw new AppError('validation_failed', {
    detail: `body: ${message}`,
    errors: [{ field: 'body', rule: 'max_depth', message }],
  });
}

/** A field that comes more than once becomes a list. */
function parseForm(text: string): Record<string, string | string[]> {
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(text)) {
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(fields);
}
