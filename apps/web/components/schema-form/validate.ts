import { z } from 'zod';
import { type JsonSchema, pathText } from './schema.ts';

/** Message by path (`address.city`, `items[0].name`; `""` is the value as a whole). */
export type FieldErrors = Readonly<Record<string, string>>;

type Issue = z.core.$ZodIssue;

/**
 * Checks a value against a JSON Schema. Empty when it holds, or when the schema itself cannot be read: then the
 * server, which checks in any case, has the last word.
 */
export function validateBySchema(schema: JsonSchema, value: unknown): FieldErrors {
  let checker: z.ZodType;
  try {
    checker = z.fromJSONSchema(schema as z.core.JSONSchema.JSONSchema); // ours names the same members, as readonly
  } catch {
    return {};
  }
  const result = checker.safeParse(value);
  if (result.success) return {};
  const errors: Record<string, string> = {};
  for (const issue of result.error.issues) {
    const path = pathText(issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part)));
    errors[path] ??= messageOf(issue, valueAt(value, issue.path));
  }
  return errors;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (current, part) =>
      typeof current === 'object' && current !== null ? Reflect.get(current, part) : undefined,
    value,
  );
}

/** In the words of the form: what to enter, not what a parser expected. */
function messageOf(issue: Issue, value: unknown): string {
  if (value === undefined) return 'Fill this in';
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'int') return 'Enter a whole number';
      return issue.expected === 'number' ? 'Enter a number' : `Must be ${article(issue.expected)}`;
    case 'too_small':
      if (issue.origin === 'string') {
        return value === '' ? 'Fill this in' : `Enter at least ${issue.minimum} characters`;
      }
      if (issue.origin === 'array') return `Add at least ${count(issue.minimum, 'entry', 'entries')}`;
      return `Must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`;
    case 'too_big':
      if (issue.origin === 'string') return `Enter at most ${issue.maximum} characters`;
      if (issue.origin === 'array') return `Keep at most ${count(issue.maximum, 'entry', 'entries')}`;
      return `Must be ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}`;
    case 'invalid_format':
      return formatMessages[issue.format] ?? `Must match the format ${issue.pattern ?? issue.format}`;
    case 'invalid_value':
      return `Choose one of ${issue.values.map(String).join(', ')}`;
    case 'unrecognized_keys':
      return `Remove ${issue.keys.join(', ')}: not known here`;
    default:
      return issue.message;
  }
}

const formatMessages: Readonly<Record<string, string>> = {
  email: 'Enter an e-mail address, like ada@example.com',
  date: 'Enter a date',
  datetime: 'Enter a date and time',
  time: 'Enter a time',
  url: 'Enter an address, like https://example.com',
  uuid: 'Enter a UUID',
  ipv4: 'Enter an IPv4 address',
};

function article(type: string): string {
  const names: Readonly<Record<string, string>> = {
    string: 'a text',
    boolean: 'yes or no',
    array: 'a list',
    object: 'an object',
    record: 'an object',
  };
  return names[type] ?? `of type ${type}`;
}

function count(value: number | bigint, one: string, many: string): string {
  return `${value} ${Number(value) === 1 ? one : many}`;
}
