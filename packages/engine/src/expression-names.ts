import { type Ast, astList, astPairs, isAst } from './expression-ast.ts';

/** What an expression reads of its scope, as far as its text tells. */
export type ExpressionNames = {
  /** Top-level names: `input`, `tasks`, … */
  readonly names: ReadonlySet<string>;
  /** The ids in `tasks.<id>`. */
  readonly taskIds: ReadonlySet<string>;
  /** The names in `secrets.<name>`. */
  readonly secretNames: ReadonlySet<string>;
  /** Variables and functions (`$x`), without those that the expression defines. */
  readonly variables: ReadonlySet<string>;
  /** Every `$x`, defined there or not. */
  readonly mentioned: ReadonlySet<string>;
  /** What is called without a `$`: never a function, as data holds none. */
  readonly miscalls: readonly Miscall[];
};

export type Miscall = { readonly name: string; readonly position: number };

type Found = Record<'names' | 'taskIds' | 'secretNames' | 'mentioned' | 'defined', Set<string>> & {
  miscalls: Miscall[];
};

/**
 * Reads the names off a syntax tree. A name counts where the context is the scope itself; inside a filter, a
 * grouping, a later step or a transform it belongs to the item at hand, unless it follows `$$`.
 */
export function findNames(ast: Ast): ExpressionNames {
  const found: Found = {
    names: new Set(),
    taskIds: new Set(),
    secretNames: new Set(),
    mentioned: new Set(),
    defined: new Set(),
    miscalls: [],
  };
  visit(ast, true, found);
  const { names, taskIds, secretNames, mentioned, miscalls } = found;
  const variables = new Set([...mentioned].filter((name) => !found.defined.has(name)));
  return { names, taskIds, secretNames, variables, mentioned, miscalls };
}

function visit(node: Ast, atScope: boolean, found: Found): void {
  switch (node.type) {
    case 'path':
      visitPath(node, atScope, found);
      break;
    case 'name':
      if (atScope && typeof node.value === 'string') found.names.add(node.value);
      break;
    case 'variable':
      if (typeof node.value === 'string' && node.value !== '' && node.value !== '$') {
        found.mentioned.add(node.value);
      }
      break;
    case 'binary':
    case 'apply':
      each([node.lhs, node.rhs], atScope, found);
      break;
    case 'bind':
      define([node.lhs], found);
      each([node.rhs], atScope, found);
      break;
    case 'unary':
      each([node.expression, ...astList(node.expressions)], atScope, found);
      visitPairs(node.lhs, atScope, found);
      break;
    case 'condition':
      each([node.condition, node.then, node.else], atScope, found);
      break;
    case 'block':
      each(astList(node.expressions), atScope, found);
      break;
    case 'function':
    case 'partial':
      each([node.procedure, ...astList(node.arguments)], atScope, found);
      visitLookup(node, found);
      visitProcedure(node, found);
      break;
    case 'lambda':
      define(astList(node.arguments), found);
      each([node.body], atScope, found);
      break;
    case 'transform':
      each([node.pattern, node.update, node.delete], false, found);
      break;
    case 'sort':
      for (const term of Array.isArray(node.terms) ? node.terms : []) {
        each([(term as { expression?: unknown }).expression], false, found);
      }
      break;
  }
  // `@$x` and `#$x`
  for (const name of [node.focus, node.index]) if (typeof name === 'string') found.defined.add(name);
  for (const key of ['predicate', 'stages'] as const) {
    for (const stage of astList(node[key])) {
      if (stage.type === 'index' && typeof stage.value === 'string') found.defined.add(stage.value);
      each([stage.expr], false, found);
    }
  }
  if (typeof node.group === 'object' && node.group !== null) {
    visitPairs((node.group as { lhs?: unknown }).lhs, false, found);
  }
}

function each(nodes: readonly unknown[], atScope: boolean, found: Found): void {
  for (const node of nodes) if (isAst(node)) visit(node, atScope, found);
}

function define(nodes: readonly unknown[], found: Found): void {
  for (const node of nodes) if (isAst(node) && typeof node.value === 'string') found.defined.add(node.value);
}

function visitPairs(pairs: unknown, atScope: boolean, found: Found): void {
  for (const [key, value] of astPairs(pairs)) each([key, value], atScope, found);
}

function visitPath(node: Ast, atScope: boolean, found: Found): void {
  const steps = astList(node.steps);
  const [first] = steps;
  const fromRoot = first?.type === 'variable' && (first.value === '$' || (first.value === '' && atScope));
  const head = fromRoot ? 1 : 0;
  steps.forEach((step, index) => {
    visit(step, (atScope && index === 0) || (fromRoot && index === 1), found);
  });
  if (!fromRoot && !atScope) return;
  const name = nameOf(steps[head]);
  const member = nameOf(steps[head + 1]);
  if (member === undefined) return;
  if (name === 'tasks') found.taskIds.add(member);
  if (name === 'secrets') found.secretNames.add(member);
}

function nameOf(step: Ast | undefined): string | undefined {
  return step?.type === 'name' && typeof step.value === 'string' ? step.value : undefined;
}

function visitProcedure(node: Ast, found: Found): void {
  const steps = isAst(node.procedure) && node.procedure.type === 'path' ? astList(node.procedure.steps) : [];
  const names = steps.map(nameOf);
  if (names.length === 0 || names.includes(undefined)) return;
  found.miscalls.push({ name: names.join('.'), position: Number(node.position ?? 0) });
}

/** `$lookup(tasks, "a")` reads the same as `tasks.a`. */
function visitLookup(node: Ast, found: Found): void {
  if (!isAst(node.procedure) || node.procedure.value !== 'lookup') return;
  const [object, key] = astList(node.arguments);
  const steps = object?.type === 'path' ? astList(object.steps) : [];
  if (steps.length !== 1 || key?.type !== 'string' || typeof key.value !== 'string') return;
  if (nameOf(steps[0]) === 'tasks') found.taskIds.add(key.value);
  if (nameOf(steps[0]) === 'secrets') found.secretNames.add(key.value);
}
