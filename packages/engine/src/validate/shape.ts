import { type Definition, definitionSchema } from '@innoflow/contracts';
import type { z } from 'zod';
import { describeValue, formatPath, isJsonObject, type Path, readAt } from '../json-schema/json-values.ts';
import type { Place, Report } from './problems.ts';
import { suggestName } from './suggest.ts';

/** Checks the outer form against the schema of the format; gives the definition when it has that form. */
export function checkShape(definition: unknown, report: Report): Definition | null {
  const result = definitionSchema.safeParse(definition);
  if (result.success) return result.data;
  for (const issue of result.error.issues) reportIssue(issue, definition, report);
  return null;
}

type Issue = z.core.$ZodIssue;

function reportIssue(issue: Issue, definition: unknown, report: Report): void {
  // A missing list of tasks is told as no_tasks.
  if (issue.path.length === 1 && issue.path[0] === 'tasks' && readAt(definition, ['tasks']) === undefined)
    return;
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      const { place, known } = locate([...path, key], definition);
      const message = `"${place.field}" is not a field of ${ownerOf(path)}.`;
      report('unknown_field', place, message, suggestName(key, known, 'Remove it, or mind its spelling.'));
    }
    return;
  }
  const { place } = locate(path, definition);
  const received = readAt(definition, path);
  const subject = place.field ? `"${place.field}"` : ownerOf(path);
  report('shape_invalid', place, `${capital(subject)} ${explain(issue, received)}.`, hint(issue, path));
}

function ownerOf(path: Path): string {
  if (path[0] === 'tasks' && path.length > 1)
    return path.length > 2 ? `a task's ${formatPath(path.slice(2))}` : 'a task';
  if (path[0] === 'transitions' && path.length > 1) return 'a transition';
  return path.length === 0 ? 'the definition' : `the definition's ${formatPath(path)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The task or transition that a path leads into, and the field from there. */
function locate(path: Path, definition: unknown): { place: Place; known: readonly string[] } {
  const [list, index, ...rest] = path;
  if (typeof index === 'number' && (list === 'tasks' || list === 'transitions')) {
    const element = readAt(definition, [list, index]);
    if (list === 'transitions') {
      const from = isJsonObject(element) && typeof element.from === 'string' ? element.from : undefined;
      return {
        place: { taskId: from, transition: index, field: formatPath(rest) },
        known: transitionFields,
      };
    }
    const id = isJsonObject(element) && typeof element.id === 'string' ? element.id : undefined;
    return id === undefined
      ? { place: { field: formatPath(path) }, known: taskFields }
      : {
          place: { taskId: id, field: formatPath(rest) },
          known: rest[0] === 'retry' ? retryFields : taskFields,
        };
  }
  return {
    place: { field: formatPath(path) },
    known: list === 'settings' ? settingsFields : definitionFields,
  };
}

const definitionFields = Object.keys(definitionSchema.shape);
const settingsFields = Object.keys(definitionSchema.shape.settings.unwrap().shape);
const taskFields = Object.keys(definitionSchema.shape.tasks.element.shape);
const retryFields = Object.keys(definitionSchema.shape.tasks.element.shape.retry.unwrap().shape);
const transitionFields = Object.keys(definitionSchema.shape.transitions.unwrap().element.shape);

function explain(issue: Issue, received: unknown): string {
  const shown = `; received ${describeValue(received)}`;
  if (received === undefined) return 'is required';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${withArticle(issue.expected)}${shown}`;
    case 'invalid_value':
      return `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map((value) => JSON.stringify(value)).join(', ')}${shown}`;
    case 'too_small':
      return `${bound(issue.origin, 'at least', Number(issue.minimum))}${shown}`;
    case 'too_big':
      return `${bound(issue.origin, 'at most', Number(issue.maximum))}${shown}`;
    case 'invalid_union': {
      const forms = issue.errors.flatMap(([first]) =>
        first ? [explain(first, received).split(';')[0]] : [],
      );
      return `${[...new Set(forms)].join(', or ')}${shown}`;
    }
    case 'invalid_format':
    case 'custom':
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'invalid_key':
    case 'invalid_element':
      return `${issue.message}${shown}`;
  }
}

function bound(origin: string, words: string, limit: number): string {
  if (origin === 'string') {
    return words === 'at least' && limit === 1
      ? 'must not be empty'
      : `must have ${words} ${limit} characters`;
  }
  return origin === 'array' ? `must have ${words} ${limit} items` : `must be ${words} ${limit}`;
}

function withArticle(type: string): string {
  const word = type === 'record' ? 'object' : type === 'int' ? 'whole number' : type;
  return `${/^[aeio]/.test(word) ? 'an' : 'a'} ${word}`;
}

function hint(issue: Issue, path: Path): string | undefined {
  if (issue.code === 'invalid_value')
    return `Use ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}.`;
  if (path.at(-1) === 'id' || path.at(-1) === 'from' || path.at(-1) === 'to') {
    return 'Use letters, digits and _, such as send_mail.';
  }
  return 'Correct it, or remove it when it is not needed.';
}
