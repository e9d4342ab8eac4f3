import { compileExpression, type Expression } from '../expression.ts';
import { isBuiltInFunction, listBuiltInFunctions } from '../expression-built-ins.ts';
import { ExpressionSyntaxError, shorten } from '../expression-error.ts';
import { isJsonObject } from '../json-schema/json-values.ts';
import { inspectTemplate } from '../template.ts';
import { canRunBefore, type Flow } from './flow.ts';
import type { Outline, OutlineTask } from './outline.ts';
import type { Place, Report } from './problems.ts';
import { listNames, suggestName } from './suggest.ts';
import { suggestSyntax } from './syntax-hints.ts';

/** DESIGN.md section 4, Expressions: the scope. */
const SCOPE_NAMES = 'input trigger tasks previous item index vars run workflow secrets'.split(' ');

type Context = {
  readonly outline: Outline;
  readonly flow: Flow;
  readonly credentialNames: ReadonlySet<string> | undefined;
  readonly report: Report;
};

type Use = {
  readonly place: Place;
  readonly names: readonly string[];
  readonly mayReadSecrets: boolean;
  /** Whether the task can have run when the expression is evaluated. */
  readonly canHaveRun: (taskId: string) => boolean;
};

/** Every expression of the definition: that it parses, and that what it names exists and can be there. */
export function checkExpressions(
  definition: Readonly<Record<string, unknown>>,
  outline: Outline,
  flow: Flow,
  credentialNames: ReadonlySet<string> | undefined,
  report: Report,
): void {
  const context: Context = { outline, flow, credentialNames, report };
  for (const task of outline.byId.values()) checkConfig(task, context);
  for (const transition of outline.transitions) {
    if (transition.when === undefined || transition.when === '') continue;
    const { from, index } = transition;
    checkBare(transition.when, context, {
      place: { taskId: outline.byId.has(from) ? from : undefined, transition: index, field: 'when' },
      names: SCOPE_NAMES,
      mayReadSecrets: false,
      canHaveRun: (taskId) => taskId === from || canRunBefore(flow, taskId, from),
    });
  }
  checkTemplate(definition.output, [], context, {
    place: { field: 'output' },
    names: SCOPE_NAMES,
    mayReadSecrets: false,
    canHaveRun: () => true,
  });
}

function checkConfig(task: OutlineTask, context: Context): void {
  const { descriptor } = task;
  const use: Use = {
    place: { taskId: task.id, field: 'config' },
    names: SCOPE_NAMES,
    mayReadSecrets: true,
    canHaveRun: (taskId) => canRunBefore(context.flow, taskId, task.id),
  };
  const raw = descriptor?.expressions ?? [];
  checkTemplate(task.config, raw, context, use);
  for (const pattern of raw) {
    for (const { field, source } of findFields(task.config, pattern.split('.'), 'config')) {
      checkBare(source, context, {
        ...use,
        place: { taskId: task.id, field },
        names: [...SCOPE_NAMES, ...(descriptor?.expressionNames ?? [])],
      });
    }
  }
}

/** The texts at a path such as `cases[].when`, each with its own path. */
function findFields(
  value: unknown,
  path: readonly string[],
  field: string,
): { field: string; source: string }[] {
  const [head, ...rest] = path;
  if (head === undefined) return typeof value === 'string' && value !== '' ? [{ field, source: value }] : [];
  const name = head.replace(/\[\]$/, '');
  const member: unknown = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  if (name === head) return findFields(member, rest, `${field}.${name}`);
  const items: readonly unknown[] = Array.isArray(member) ? member : [];
  return items.flatMap((item, index) => findFields(item, rest, `${field}.${name}[${index}]`));
}

function checkTemplate(value: unknown, raw: readonly string[], context: Context, use: Use): void {
  const { template, errors } = inspectTemplate(value, { raw, field: use.place.field ?? '' });
  for (const error of errors) {
    reportSyntax(error.cause, error.source, context, { ...use, place: { ...use.place, field: error.field } });
  }
  for (const { field, expression } of template.expressions) {
    checkNames(expression, context, { ...use, place: { ...use.place, field } });
  }
}

function checkBare(source: string, context: Context, use: Use): void {
  try {
    checkNames(compileExpression(source), context, use);
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    reportSyntax(error, source, context, use, true);
  }
}

function reportSyntax(
  error: ExpressionSyntaxError,
  source: string,
  context: Context,
  { place }: Use,
  bare = false,
): void {
  const message = `The expression "${shorten(error.source.trim(), 200)}" does not parse: ${error.message} (at character ${error.position + 1}).`;
  context.report('expression_invalid', place, message, suggestSyntax(source, bare));
}

function checkNames(expression: Expression, context: Context, use: Use): void {
  const { outline, report } = context;
  const shown = `"${shorten(expression.source, 100)}"`;
  for (const name of expression.names) {
    if (use.names.includes(name)) continue;
    report(
      'expression_unknown_name',
      use.place,
      `${shown} uses "${name}", which no expression knows.`,
      outline.byId.has(name)
        ? `To use the task "${name}", write tasks.${name}.output.`
        : suggestName(name, use.names, `Use one of ${listNames(use.names)}; a text stands in quotes.`),
    );
  }
  for (const name of expression.variables) {
    if (isBuiltInFunction(name)) continue;
    const message = `${shown} uses "$${name}", which is neither a function nor a variable of the expression.`;
    report(
      'expression_unknown_name',
      use.place,
      message,
      suggestName(name, listBuiltInFunctions(), 'Mind its spelling.'),
    );
  }
  for (const taskId of expression.taskIds) {
    if (!outline.byId.has(taskId)) {
      const ids = listNames(outline.byId.keys());
      const suggestion = suggestName(taskId, outline.byId.keys(), `Use one of ${ids}.`);
      report(
        'expression_unknown_task',
        use.place,
        `${shown} reads the task "${taskId}", which does not exist.`,
        suggestion,
      );
    } else if (!use.canHaveRun(taskId)) {
      const message = `${shown} reads the task "${taskId}", which cannot have run before.`;
      report('expression_task_not_before', use.place, message);
    }
  }
  checkSecrets(expression, shown, context, use);
}

function checkSecrets(expression: Expression, shown: string, context: Context, use: Use): void {
  if (!expression.readsSecrets) return;
  if (!use.mayReadSecrets) {
    context.report(
      'secret_outside_config',
      use.place,
      `${shown} reads a secret, and its result would be recorded.`,
    );
    return;
  }
  const { credentialNames } = context;
  if (!credentialNames) return;
  for (const name of expression.secretNames) {
    if (credentialNames.has(name)) continue;
    context.report(
      'credential_missing',
      use.place,
      `${shown} reads the credential "${name}", which does not exist.`,
      suggestName(name, credentialNames, `Create a credential with the name "${name}".`),
    );
  }
}
