import { inspect } from 'node:util';
import type { FieldError } from '@innoflow/contracts';
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** Fields whose value is never repeated in an answer. */
const SECRET_FIELD = /pass|secret|token|value|authorization|cookie|key/i;

/**
 * zod's issues as the problem document lists them: `body.name` breaks the rule `too_small`, with what was received.
 * Parse with `reportInput: true`, or nothing can be said about what was received.
 */
export function fieldErrors(part: string, issues: readonly Issue[]): FieldError[] {
  return issues.flatMap((issue) => fieldError(part, issue));
}

function fieldError(part: string, issue: Issue): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: fieldName(part, [...issue.path, key]),
      rule: issue.code,
      message: 'is not a field that is known here; remove it, or mind its spelling',
    }));
  }
  const received = SECRET_FIELD.test(String(issue.path.at(-1) ?? '')) ? undefined : describe(issue.input);
  const message = issue.message.replace(/, received .*$/, '');
  return [
    {
      field: fieldName(part, issue.path),
      rule: issue.code,
      message: received === undefined ? message : `${message}; received ${received}`,
    },
  ];
}

/** `body.tasks[2].id`; the part alone when the issue is about the whole of it. */
function fieldName(part: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (name, step) => (typeof step === 'number' ? `${name}[${step}]` : `${name}.${String(step)}`),
    part,
  );
}

/** What was received, short: strings are cut, objects and lists only counted. */
function describe(input: unknown): string {
  if (input === undefined) return 'nothing';
  if (Array.isArray(input)) return `a list of ${input.length}`;
  if (input === null) return 'null';
  if (typeof input === 'object') return 'an object';
  if (typeof input === 'string') return JSON.stringify(input.length > 60 ? `${input.slice(0, 60)}…` : input);
  return inspect(input);
}
