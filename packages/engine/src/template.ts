import { compileExpression, type EvaluateOptions, type Expression, type Scope } from './expression.ts';
import { ExpressionSyntaxError } from './expression-error.ts';
import { isObject, toText } from './expression-values.ts';
import { hasExpression, splitTemplate } from './template-text.ts';

export type TemplateExpression = {
  readonly source: string;
  readonly field: string;
  readonly expression: Expression;
};

export type TemplateOptions = {
  /** Fields that are bare expressions and stay as they are: `if`, `cases[].when`, `match`, … */
  readonly raw?: readonly string[];
  /** What the fields in errors begin with, e.g. `config` for `config.url`. */
  readonly field?: string;
};

/** A JSON value with `{{ expression }}` in its strings, compiled once and filled in for each scope. */
export type Template = {
  /** There is no expression in it: `resolve` gives the value itself. */
  readonly isStatic: boolean;
  readonly readsSecrets: boolean;
  readonly expressions: readonly TemplateExpression[];
  /**
   * The value filled in; a promise only when one of the expressions needs one. Each expression must have a value
   * (ExpressionError `expression_undefined` with its field). Parts without expressions are shared, not copied:
   * treat the result as read-only.
   */
  resolve(scope: Scope): unknown;
  /**
   * What `resolve` gave, with the secrets masked, for the journal (E9). Only the parts that read secrets are evaluated
   * anew, in a scope in which every secret is `***`; one that then fails becomes `***`. So no secret can reach it.
   */
  mask(scope: Scope, resolved: unknown): unknown;
};

export const SECRET_MASK = '***';

/** Compiles a template. Throws TemplateSyntaxError for the first expression that does not parse. */
export function compileTemplate(value: unknown, options: TemplateOptions = {}): Template {
  const inspection = inspectTemplate(value, options);
  const [error] = inspection.errors;
  if (error) throw error;
  return inspection.template;
}

export class TemplateSyntaxError extends Error {
  readonly field: string;
  readonly source: string;
  override readonly cause: ExpressionSyntaxError;
  constructor(field: string, source: string, cause: ExpressionSyntaxError) {
    super(`${field}: ${cause.message}`);
    this.name = 'TemplateSyntaxError';
    this.field = field;
    this.source = source;
    this.cause = cause;
  }
}

/** Like compileTemplate, but finds every error; a part with an error is left as it stands. */
export function inspectTemplate(
  value: unknown,
  options: TemplateOptions = {},
): { template: Template; errors: TemplateSyntaxError[] } {
  const compiler: Compiler = { expressions: [], errors: [], raw: new Set(options.raw) };
  const root = compileNode(value, options.field ?? '', '', compiler) ?? { kind: 'static', value };
  const template: Template = {
    isStatic: root.kind === 'static',
    readsSecrets: compiler.expressions.some(({ expression }) => expression.readsSecrets),
    expressions: compiler.expressions,
    resolve: (scope) => (root.kind === 'static' ? root.value : resolveAll(root, scope)),
    mask: (scope, resolved) => (root.secret ? maskAll(root, scope, resolved) : resolved),
  };
  return { template, errors: compiler.errors };
}

type Node = { readonly secret?: boolean } & (
  | { readonly kind: 'static'; readonly value: unknown }
  | { readonly kind: 'expression'; readonly expression: Expression; readonly options: EvaluateOptions }
  | { readonly kind: 'text'; readonly parts: readonly (string | ExpressionNode)[] }
  | { readonly kind: 'array'; readonly items: readonly Node[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [string, Node])[] }
);
type ExpressionNode = Extract<Node, { kind: 'expression' }>;

type Compiler = {
  readonly expressions: TemplateExpression[];
  readonly errors: TemplateSyntaxError[];
  readonly raw: ReadonlySet<string>;
};

/** `pattern` is the path as the raw fields write it, with `[]` for every index. */
function compileNode(value: unknown, field: string, pattern: string, compiler: Compiler): Node {
  if (typeof value === 'string' && hasExpression(value) && !compiler.raw.has(pattern)) {
    return compileText(value, field, compiler) ?? { kind: 'static', value };
  }
  if (!isObject(value) || compiler.raw.has(pattern)) return { kind: 'static', value };
  if (Array.isArray(value)) {
    const items = value.map((item, index) =>
      compileNode(item, `${field}[${index}]`, `${pattern}[]`, compiler),
    );
    if (items.every((item) => item.kind === 'static')) return { kind: 'static', value };
    return { kind: 'array', items, secret: items.some((item) => item.secret) };
  }
  const entries = Object.entries(value).map(
    ([key, member]) => [key, compileNode(member, join(field, key), join(pattern, key), compiler)] as const,
  );
  if (entries.every(([, node]) => node.kind === 'static')) return { kind: 'static', value };
  return { kind: 'object', entries, secret: entries.some(([, node]) => node.secret) };
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function compileText(text: string, field: string, compiler: Compiler): Node | undefined {
  try {
    const parts = splitTemplate(text).map((part) => {
      if (part.kind === 'text') return part.text;
      const expression = compileExpression(part.source);
      compiler.expressions.push({ source: part.source, field, expression });
      const node: ExpressionNode = {
        kind: 'expression',
        expression,
        options: { required: true, field },
        secret: expression.readsSecrets,
      };
      return node;
    });
    const [first] = parts;
    if (parts.length === 1 && typeof first === 'object') return first;
    return { kind: 'text', parts, secret: parts.some((part) => typeof part === 'object' && part.secret) };
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    compiler.errors.push(new TemplateSyntaxError(field, text, error));
    return undefined;
  }
}

/** Values that come later: each puts itself in its place. */
type Pending = Promise<void>[];

function resolveAll(root: Node, scope: Scope): unknown {
  const pending: Pending = [];
  const holder: { value: unknown } = { value: undefined };
  try {
    holder.value = resolveNode(root, scope, pending, (value) => {
      holder.value = value;
    });
  } catch (error) {
    // The error counts; what is under way must not end as an unhandled rejection.
    void Promise.allSettled(pending);
    throw error;
  }
  return pending.length === 0 ? holder.value : Promise.all(pending).then(() => holder.value);
}

function resolveNode(node: Node, scope: Scope, pending: Pending, put: (value: unknown) => void): unknown {
  switch (node.kind) {
    case 'static':
      return node.value;
    case 'expression': {
      const value = node.expression.evaluate(scope, node.options);
      if (!(value instanceof Promise)) return value;
      pending.push(value.then(put));
      return undefined;
    }
    case 'text':
      return resolveText(node.parts, scope, pending, put);
    case 'array': {
      const array: unknown[] = [];
      for (const [index, item] of node.items.entries()) {
        array[index] = resolveNode(item, scope, pending, (value) => {
          array[index] = value;
        });
      }
      return array;
    }
    case 'object': {
      const object: Record<string, unknown> = {};
      for (const [key, member] of node.entries) {
        const value = resolveNode(member, scope, pending, (later) => setOwn(object, key, later));
        setOwn(object, key, value);
      }
      return object;
    }
  }
}

function setOwn(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

function resolveText(
  parts: readonly (string | ExpressionNode)[],
  scope: Scope,
  pending: Pending,
  put: (value: unknown) => void,
): string {
  const texts: string[] = [];
  let missing = 0;
  for (const [index, part] of parts.entries()) {
    if (typeof part === 'string') {
      texts[index] = part;
      continue;
    }
    const before = pending.length;
    const value = resolveNode(part, scope, pending, (later) => {
      texts[index] = asText(later);
      missing--;
      if (missing === 0) put(texts.join(''));
    });
    missing += pending.length - before;
    texts[index] = asText(value);
  }
  return texts.join('');
}

/** Numbers as JSONata writes them, objects as JSON, null as nothing. */
function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : toText(value);
}

function maskAll(root: Node, scope: Scope, resolved: unknown): unknown {
  const masked = { ...scope, secrets: maskedSecrets(scope.secrets) };
  const pending: Pending = [];
  const holder: { value: unknown } = { value: undefined };
  holder.value = maskNode(root, masked, resolved, pending, (value) => {
    holder.value = value;
  });
  return pending.length === 0 ? holder.value : Promise.all(pending).then(() => holder.value);
}

function maskedSecrets(secrets: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.keys(isObject(secrets) ? secrets : {}).map((name) => [name, SECRET_MASK]));
}

function maskNode(
  node: Node,
  scope: Scope,
  resolved: unknown,
  pending: Pending,
  put: (value: unknown) => void,
): unknown {
  if (!node.secret) return resolved;
  if (node.kind === 'array') {
    const source: readonly unknown[] = Array.isArray(resolved) ? resolved : [];
    const array: unknown[] = [];
    for (const [index, item] of node.items.entries()) {
      array[index] = maskNode(item, scope, source[index], pending, (value) => {
        array[index] = value;
      });
    }
    return array;
  }
  if (node.kind === 'object') {
    const source = isObject(resolved) ? resolved : {};
    const object: Record<string, unknown> = {};
    for (const [key, member] of node.entries) {
      const value = maskNode(member, scope, source[key], pending, (later) => setOwn(object, key, later));
      setOwn(object, key, value);
    }
    return object;
  }
  const own: Pending = [];
  try {
    const value = resolveNode(node, scope, own, put);
    if (own.length > 0) pending.push(Promise.all(own).then(noop, () => put(SECRET_MASK)));
    return value;
  } catch {
    void Promise.allSettled(own);
    return SECRET_MASK;
  }
}

function noop(): void {}
