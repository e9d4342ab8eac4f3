import { type Ast, astList, astPairs, isAst } from './expression-ast.ts';
import { findFastFunction } from './expression-functions.ts';
import { followPath, type PathStage, type PathStep } from './expression-path.ts';
import { areEqual, BAIL, finite, isObject, isTruthy, numeric, toText } from './expression-values.ts';

/**
 * The fast path: the common part of JSONata as synchronous closures. JSONata's own evaluate is asynchronous and
 * costs about 4 µs for a condition; this costs about 0.1 µs and needs no promise.
 *
 * Its rule: it only ever gives results that JSONata would give. What it does not know it refuses at compile time
 * (undefined); what turns out to be subtle or wrong at run time throws BAIL. In both cases JSONata itself evaluates
 * the whole expression, so its result or error is the one that counts (expression.property.test.ts compares).
 */

/** `context` is the scope, or the item at hand inside a filter; `root` is always the scope. */
export type FastEvaluate = (context: unknown, root: unknown) => unknown;

export type FastOptions = { readonly maxSequence: number };

/** Deeper trees are left to JSONata, which counts its depth. */
const MAX_NODES = 1_000;

type Compiler = { readonly maxSequence: number; nodes: number };

/** The closure for a tree, or undefined when any part of it is outside the known subset. */
export function compileFast(ast: Ast, options: FastOptions): FastEvaluate | undefined {
  return compile(ast, { maxSequence: options.maxSequence, nodes: 0 });
}

function compile(node: unknown, compiler: Compiler): FastEvaluate | undefined {
  if (!isAst(node) || ++compiler.nodes > MAX_NODES) return undefined;
  switch (node.type) {
    case 'string':
    case 'number':
    case 'value': {
      if (!hasOnly(node, [])) return undefined;
      const { value } = node;
      return () => value;
    }
    case 'path':
      return compilePath(node, compiler);
    case 'variable':
      return compileVariable(node);
    case 'binary':
      return compileBinary(node, compiler);
    case 'unary':
      return compileUnary(node, compiler);
    case 'condition':
      return compileCondition(node, compiler);
    case 'block': {
      const expressions = astList(node.expressions);
      return hasOnly(node, ['expressions']) && expressions.length === 1
        ? compile(expressions[0], compiler)
        : undefined;
    }
    case 'function':
      return hasOnly(node, ['procedure', 'arguments', 'name'])
        ? compileCall(node.procedure, astList(node.arguments), compiler)
        : undefined;
    case 'apply':
      return compileApply(node, compiler);
  }
  return undefined;
}

/** Any other member (predicate, group, keepArray, tuple, …) changes what a node means. */
function hasOnly(node: Ast, members: readonly string[]): boolean {
  return Object.keys(node).every(
    (key) =>
      key === 'type' ||
      key === 'value' ||
      key === 'position' ||
      members.includes(key) ||
      node[key] === undefined,
  );
}

function compilePath(node: Ast, compiler: Compiler): FastEvaluate | undefined {
  if (!hasOnly(node, ['steps'])) return undefined;
  const all = astList(node.steps);
  const [first] = all;
  const start = first?.type === 'variable' ? compileVariable(first) : undefined;
  if (first?.type === 'variable' && !start) return undefined;
  const steps: PathStep[] = [];
  for (const step of start ? all.slice(1) : all) {
    if (step.type !== 'name' || typeof step.value !== 'string' || !hasOnly(step, ['stages']))
      return undefined;
    const stage = compileStage(step, compiler);
    if (stage === null) return undefined;
    steps.push({ name: step.value, stage });
  }
  const { maxSequence } = compiler;
  if (start) return (context, root) => followPath(start(context, root), root, steps, maxSequence);
  return (context, root) => {
    if (Array.isArray(context)) throw BAIL;
    return followPath(context, root, steps, maxSequence);
  };
}

/** The context (`$`) or the scope (`$$`); variables that the expression defines are left to JSONata. */
function compileVariable(node: Ast): FastEvaluate | undefined {
  if (!hasOnly(node, [])) return undefined;
  if (node.value === '$') return (_context, root) => root;
  if (node.value !== '') return undefined;
  return (context) => {
    if (Array.isArray(context) || (isObject(context) && context.outerWrapper)) throw BAIL;
    return context;
  };
}

/** The `[…]` of a step: undefined without one, null when it is not of the subset. */
function compileStage(step: Ast, compiler: Compiler): PathStage | undefined | null {
  if (step.stages === undefined) return undefined;
  const stages = astList(step.stages);
  const [stage] = stages;
  if (stages.length !== 1 || stage?.type !== 'filter' || !isAst(stage.expr)) return null;
  const { expr } = stage;
  if (expr.type === 'number') {
    return hasOnly(expr, []) && typeof expr.value === 'number'
      ? { kind: 'index', index: Math.floor(expr.value) }
      : null;
  }
  const holds = compile(expr, compiler);
  return holds ? { kind: 'filter', holds } : null;
}

function compileBinary(node: Ast, compiler: Compiler): FastEvaluate | undefined {
  if (!hasOnly(node, ['lhs', 'rhs']) || typeof node.value !== 'string') return undefined;
  if (!Object.hasOwn(binaryOperators, node.value)) return undefined;
  const left = compile(node.lhs, compiler);
  const right = compile(node.rhs, compiler);
  return left && right && binaryOperators[node.value]?.(left, right);
}

type Binary = (left: FastEvaluate, right: FastEvaluate) => FastEvaluate;

const binaryOperators: Readonly<Record<string, Binary>> = {
  and: (left, right) => (context, root) => isTruthy(left(context, root)) && isTruthy(right(context, root)),
  or: (left, right) => (context, root) => isTruthy(left(context, root)) || isTruthy(right(context, root)),
  '=': (left, right) => (context, root) => {
    const a = left(context, root);
    const b = right(context, root);
    return a !== undefined && b !== undefined && areEqual(a, b);
  },
  '!=': (left, right) => (context, root) => {
    const a = left(context, root);
    const b = right(context, root);
    return a !== undefined && b !== undefined && !areEqual(a, b);
  },
  '<': comparison((a, b) => a < b),
  '<=': comparison((a, b) => a <= b),
  '>': comparison((a, b) => a > b),
  '>=': comparison((a, b) => a >= b),
  '+': arithmetic((a, b) => a + b),
  '-': arithmetic((a, b) => a - b),
  '*': arithmetic((a, b) => a * b),
  '/': arithmetic((a, b) => a / b),
  '%': arithmetic((a, b) => a % b),
  '&': (left, right) => (context, root) => toText(left(context, root)) + toText(right(context, root)),
  in: (left, right) => (context, root) => {
    const a = left(context, root);
    const b = right(context, root);
    if (a === undefined || b === undefined) return false;
    return Array.isArray(b) ? b.includes(a) : a === b;
  },
};

function comparison(compare: (a: string | number, b: string | number) => boolean): Binary {
  return (left, right) => (context, root) => {
    const a = comparable(left(context, root));
    const b = comparable(right(context, root));
    if (a === undefined || b === undefined) return undefined;
    if (typeof a !== typeof b) throw BAIL;
    return compare(a, b);
  };
}

function comparable(value: unknown): string | number | undefined {
  if (typeof value === 'string' || value === undefined) return value;
  if (typeof value === 'number') return finite(value);
  throw BAIL;
}

function arithmetic(compute: (a: number, b: number) => number): Binary {
  return (left, right) => (context, root) => {
    const a = numeric(left(context, root));
    const b = numeric(right(context, root));
    return a === undefined || b === undefined ? undefined : finite(compute(a, b));
  };
}

function compileUnary(node: Ast, compiler: Compiler): FastEvaluate | undefined {
  if (node.value === '-' && hasOnly(node, ['expression'])) {
    const operand = compile(node.expression, compiler);
    return (
      operand &&
      ((context, root) => {
        const value = numeric(operand(context, root));
        return value === undefined ? undefined : -value;
      })
    );
  }
  if (node.value === '[' && hasOnly(node, ['expressions'])) return compileArray(node, compiler);
  if (node.value === '{' && hasOnly(node, ['lhs'])) return compileObject(node, compiler);
  return undefined;
}

function compileArray(node: Ast, compiler: Compiler): FastEvaluate | undefined {
  const items: { evaluate: FastEvaluate; nested: boolean }[] = [];
  for (const item of astList(node.expressions)) {
    const evaluate = compile(item, compiler);
    if (!evaluate) return undefined;
    items.push({ evaluate, nested: item.value === '[' });
  }
  const { maxSequence } = compiler;
  return (context, root) => {
    const result: unknown[] = [];
    for (const { evaluate, nested } of items) {
      const value = evaluate(context, root);
      if (value === undefined) continue;
      if (nested || !Array.isArray(value)) result.push(value);
      else for (const item of value) result.push(item);
      if (result.length > maxSequence) throw BAIL;
    }
    return result;
  };
}

function compileObject(node: Ast, compiler: Compiler): FastEvaluate | undefined {
  const pairs: { key: FastEvaluate; value: FastEvaluate }[] = [];
  for (const [keyNode, valueNode] of astPairs(node.lhs)) {
    const key = compile(keyNode, compiler);
    const value = compile(valueNode, compiler);
    if (!key || !value) return undefined;
    pairs.push({ key, value });
  }
  return (context, root) => {
    const result: Record<string, unknown> = {};
    const seen = new Set<string>();
    for (const pair of pairs) {
      const key = pair.key(context, root);
      if (key === undefined) continue;
      if (typeof key !== 'string' || key === '__proto__' || key.startsWith('_jsonata_')) throw BAIL;
      // JSONata refuses a key that two pairs make.
      if (seen.has(key)) throw BAIL;
      seen.add(key);
      const value = pair.value(context, root);
      if (value !== undefined) result[key] = value;
    }
    return result;
  };
}

function compileCondition(node: Ast, compiler: Compiler): FastEvaluate | undefined {
  if (!hasOnly(node, ['condition', 'then', 'else'])) return undefined;
  const condition = compile(node.condition, compiler);
  const yes = compile(node.then, compiler);
  const no = node.else === undefined ? () => undefined : compile(node.else, compiler);
  return (
    condition &&
    yes &&
    no &&
    ((context, root) => (isTruthy(condition(context, root)) ? yes(context, root) : no(context, root)))
  );
}

/** `value ~> $f(a)` is `$f(value, a)`. */
function compileApply(node: Ast, compiler: Compiler): FastEvaluate | undefined {
  if (!hasOnly(node, ['lhs', 'rhs']) || !isAst(node.lhs) || !isAst(node.rhs)) return undefined;
  const call = node.rhs;
  if (call.type !== 'function' || !hasOnly(call, ['procedure', 'arguments', 'name'])) return undefined;
  return compileCall(call.procedure, [node.lhs, ...astList(call.arguments)], compiler);
}

function compileCall(procedure: unknown, args: readonly Ast[], compiler: Compiler): FastEvaluate | undefined {
  if (!isAst(procedure) || procedure.type !== 'variable' || !hasOnly(procedure, [])) return undefined;
  const call = findFastFunction(String(procedure.value), args.length);
  const [first, second, third] = args.map((arg) => compile(arg, compiler));
  if (!call || !first) return undefined;
  if (args.length === 1) return (context, root) => call(first(context, root));
  if (!second) return undefined;
  if (args.length === 2) return (context, root) => call(first(context, root), second(context, root));
  return (
    third && ((context, root) => call(first(context, root), second(context, root), third(context, root)))
  );
}
