/** A JSONata syntax tree, read as plain data: its own types are mostly `any`. */
export type Ast = { readonly type: string; readonly [key: string]: unknown };

export function isAst(value: unknown): value is Ast {
  return (
    typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
  );
}

export function astList(value: unknown): readonly Ast[] {
  return Array.isArray(value) ? value.filter(isAst) : [];
}

/** The key-value pairs of an object constructor or a grouping. */
export function astPairs(value: unknown): readonly (readonly [Ast, Ast])[] {
  if (!Array.isArray(value)) return [];
  return value.filter((pair): pair is [Ast, Ast] => Array.isArray(pair) && isAst(pair[0]) && isAst(pair[1]));
}
