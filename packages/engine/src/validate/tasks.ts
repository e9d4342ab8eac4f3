import type { TaskTypeDescriptor } from '@innoflow/contracts';
import { type CheckSchema, compileSchema } from '../json-schema/compile-schema.ts';
import { formatPath, isJsonObject } from '../json-schema/json-values.ts';
import { hasExpression } from '../template-text.ts';
import type { Outline, OutlineTask } from './outline.ts';
import type { Report } from './problems.ts';
import { listNames, suggestName } from './suggest.ts';

/** Ids, types, configs and modifiers of the tasks. */
export function checkTasks(outline: Outline, types: readonly string[], report: Report): void {
  const seen = new Set<string>();
  for (const task of outline.tasks) {
    if (seen.has(task.id)) {
      report(
        'duplicate_task_id',
        { taskId: task.id, field: 'id' },
        `More than one task has the id "${task.id}".`,
        `Give each task an id of its own, such as "${freeId(task.id, outline)}".`,
      );
    }
    seen.add(task.id);
    checkTask(task, types, report);
  }
}

function freeId(id: string, outline: Outline): string {
  for (let number = 2; ; number++) {
    const candidate = `${id.slice(0, 60)}_${number}`;
    if (!outline.byId.has(candidate)) return candidate;
  }
}

function checkTask(task: OutlineTask, types: readonly string[], report: Report): void {
  const { descriptor } = task;
  if (!descriptor) {
    if (task.type === undefined) return;
    const fallback = `Use one of ${listNames(types)}.`;
    report(
      'unknown_task_type',
      { taskId: task.id, field: 'type' },
      `There is no task type "${task.type}".`,
      suggestName(task.type, types, fallback),
    );
    return;
  }
  checkConfig(task, descriptor, report);
  if (task.hasRetry && descriptor.kind !== 'effect') {
    report(
      'retry_without_effect',
      { taskId: task.id, field: 'retry' },
      `A retry does nothing for "${task.id}": ${task.type} touches nothing outside that could fail for a while.`,
      'Remove the retry.',
    );
  }
}

function checkConfig(task: OutlineTask, descriptor: TaskTypeDescriptor, report: Report): void {
  const check = getConfigCheck(descriptor);
  for (const issue of check(task.config, { accepts: isTemplate })) {
    const field = formatPath(['config', ...issue.path]);
    const place = { taskId: task.id, field };
    if (issue.rule === 'additionalProperties') {
      const name = String(issue.path.at(-1));
      const known = knownFields(descriptor, issue.path);
      const fallback = known.length > 0 ? `${task.type} knows ${listNames(known)}.` : 'Remove the field.';
      report(
        'unknown_field',
        place,
        `"${field}" is not a field of ${task.type}.`,
        suggestName(name, known, fallback),
      );
      continue;
    }
    const help = issue.rule === 'required' ? `Give "${field}" a value.` : undefined;
    report('config_invalid', place, `"${field}" ${issue.message}.`, help);
  }
}

/** A string with an expression in it may give anything; the task checks it when it runs. */
function isTemplate(value: unknown): boolean {
  return typeof value === 'string' && hasExpression(value);
}

/** The names that the object at the place of an unknown field may have, as far as the schema says it plainly. */
function knownFields(descriptor: TaskTypeDescriptor, path: readonly (string | number)[]): string[] {
  let schema: unknown = descriptor.configSchema;
  for (const part of path.slice(0, -1)) {
    if (!isJsonObject(schema)) return [];
    const { properties } = schema;
    schema =
      typeof part === 'number' ? schema.items : isJsonObject(properties) ? properties[part] : undefined;
  }
  return isJsonObject(schema) && isJsonObject(schema.properties) ? Object.keys(schema.properties) : [];
}

/** Compiled once for each descriptor object. */
const configChecks = new WeakMap<TaskTypeDescriptor, CheckSchema>();

function getConfigCheck(descriptor: TaskTypeDescriptor): CheckSchema {
  let check = configChecks.get(descriptor);
  if (!check) {
    check = compileSchema(descriptor.configSchema);
    configChecks.set(descriptor, check);
  }
  return check;
}
