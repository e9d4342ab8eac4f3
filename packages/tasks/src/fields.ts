import { z } from 'zod';

/**
 * Text in a config. A template alone keeps its type (`"{{ input.id }}"` may give 42), so numbers and booleans become
 * text and null (an empty issue body, say) becomes the empty text. In JSON Schema it is a plain string.
 */
export function text(schema: z.ZodString = z.string()): z.ZodPreprocess<z.ZodString> {
  return z.preprocess(scalarToText, schema);
}

/** Text that must not be empty. */
export function requiredText(schema: z.ZodString = z.string()): z.ZodPreprocess<z.ZodString> {
  return text(schema.min(1, 'must not be empty'));
}

function scalarToText(value: unknown): unknown {
  if (value === null) return '';
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

/** A JSONata expression without braces; the task evaluates it through its context. */
export function expression(): z.ZodString {
  return z.string().min(1, 'must not be empty').max(10_000).meta({ widget: 'expression' });
}

const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** Visible characters, spaces, tabs and bytes above 127; no line breaks, which would start another header. */
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
/** They belong to the connection; who sets them breaks the framing of the message (RFC 9110, section 7.6.1). */
const CONNECTION_HEADERS = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const headerValue = z
  .union([z.string(), z.number(), z.boolean()])
  .transform(String)
  .pipe(z.string().regex(HEADER_VALUE, 'must be one line of Latin characters'));

/** HTTP headers by name; numbers and booleans become text. */
export function httpHeaders() {
  return z
    .record(z.string(), headerValue)
    .superRefine((headers, context) => {
      for (const name of Object.keys(headers)) {
        if (!HEADER_NAME.test(name)) {
          context.addIssue({ code: 'custom', path: [name], message: 'is not a valid header name' });
        } else if (CONNECTION_HEADERS.has(name.toLowerCase())) {
          context.addIssue({
            code: 'custom',
            path: [name],
            message: 'is set by the connection itself: remove it',
          });
        }
      }
    })
    .meta({ widget: 'keyValue' });
}
