import type { Definition, DefinitionProblem, TaskTypeDescriptor } from '@innoflow/contracts';
import { describeValue, isJsonObject } from '../json-schema/json-values.ts';
import { checkExpressions } from './expressions.ts';
import { buildFlow, checkFlow } from './flow.ts';
import { readOutline } from './outline.ts';
import { createReport } from './problems.ts';
import { checkSettings } from './settings.ts';
import { checkShape } from './shape.ts';
import { checkTasks } from './tasks.ts';
import { checkTransitions } from './transitions.ts';

export type ValidateOptions = {
  /** Names of the credentials that exist; without it the secrets are not checked. */
  readonly credentialNames?: ReadonlySet<string>;
};

export type DefinitionVerdict = {
  /** No problem of severity `error`. */
  readonly valid: boolean;
  readonly problems: DefinitionProblem[];
  /** With its defaults filled in; null when the document does not have the shape of the format. */
  readonly definition: Definition | null;
};

/**
 * Finds every problem of a definition at once (DESIGN.md section 4, Validation). Takes anything: what is wrong in one
 * place does not hide what is wrong in another. Pure, and the same in browser and server.
 */
export function validateDefinition(
  definition: unknown,
  catalog: readonly TaskTypeDescriptor[],
  options: ValidateOptions = {},
): DefinitionVerdict {
  const { problems, report } = createReport();
  if (!isJsonObject(definition)) {
    report('shape_invalid', {}, `A definition must be an object; received ${describeValue(definition)}.`);
    return { valid: false, problems, definition: null };
  }
  const parsed = checkShape(definition, report);
  const { tasks } = definition;
  if (tasks === undefined || (Array.isArray(tasks) && tasks.length === 0)) {
    report('no_tasks', { field: 'tasks' }, 'The definition has no task.');
  }
  const types = new Map(catalog.map((descriptor) => [descriptor.type, descriptor]));
  const outline = readOutline(definition, types);
  checkTasks(outline, [...types.keys()], report);
  checkTransitions(outline, report);
  const flow = buildFlow(outline);
  checkFlow(flow, report);
  checkExpressions(definition, outline, flow, options.credentialNames, report);
  checkSettings(definition, report);
  const valid = !problems.some((problem) => problem.severity === 'error');
  return { valid, problems, definition: parsed };
}
