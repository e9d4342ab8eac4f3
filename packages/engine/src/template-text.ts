import { ExpressionSyntaxError } from './expression-error.ts';

/** A piece of a template string: text as it is, or the source of an expression and its offset in the string. */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'expression'; readonly source: string; readonly offset: number };

/** Whether the string has an expression in it. To write `{{` itself, use an expression: `{{ "{{" }}`. */
export function hasExpression(text: string): boolean {
  return text.includes('{{');
}

/**
 * Splits a template string at its `{{ expression }}` pieces. A `}}` inside a string, a quoted name, a regular
 * expression, a comment or an object of the expression does not end it. Throws ExpressionSyntaxError.
 */
export function splitTemplate(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let position = 0;
  for (;;) {
    const open = text.indexOf('{{', position);
    if (open === -1) break;
    if (open > position) parts.push({ kind: 'text', text: text.slice(position, open) });
    const offset = open + 2;
    const close = findClose(text, offset);
    if (close === -1) throw new ExpressionSyntaxError(text, 'This {{ has no closing }}', open);
    const source = text.slice(offset, close).trim();
    if (source === '')
      throw new ExpressionSyntaxError(text, 'There is no expression between {{ and }}', open);
    parts.push({ kind: 'expression', source, offset });
    position = close + 2;
  }
  if (position < text.length) parts.push({ kind: 'text', text: text.slice(position) });
  return parts;
}

/** The offset of the `}}` that ends the expression which starts at `start`; -1 when there is none. */
function findClose(text: string, start: number): number {
  const balanced = findBalancedClose(text, start);
  // An expression with an open quote or brace: the nearest }} gives the clearest syntax error.
  return balanced === -1 ? text.indexOf('}}', start) : balanced;
}

function findBalancedClose(text: string, start: number): number {
  let depth = 0;
  /** Whether an operand has just ended: a slash then divides, else it starts a regular expression. */
  let afterOperand = false;
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (/\s/.test(character)) continue;
    if (character === '"' || character === "'" || character === '`') {
      at = skipQuoted(text, at);
      if (at === -1) return -1;
      afterOperand = true;
    } else if (character === '/' && text.charAt(at + 1) === '*') {
      const end = text.indexOf('*/', at + 2);
      if (end === -1) return -1;
      at = end + 1;
    } else if (character === '/' && !afterOperand) {
      at = skipRegex(text, at);
      if (at === -1) return -1;
      afterOperand = true;
    } else if ('([{'.includes(character)) {
      depth++;
      afterOperand = false;
    } else if (character === '}' && depth === 0) {
      return text.charAt(at + 1) === '}' ? at : -1;
    } else if (')]}'.includes(character)) {
      depth--;
      afterOperand = true;
    } else {
      const word = /[\p{L}\p{N}_$]+/uy;
      word.lastIndex = at;
      const match = word.exec(text)?.[0];
      if (match) at += match.length - 1;
      afterOperand = match !== undefined && !['and', 'or', 'in'].includes(match);
    }
  }
  return -1;
}

function skipQuoted(text: string, open: number): number {
  const quote = text.charAt(open);
  for (let at = open + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\' && quote !== '`') at++;
    else if (character === quote) return at;
  }
  return -1;
}

/** JSONata ends a regular expression at the first slash that is neither escaped nor within brackets. */
function skipRegex(text: string, open: number): number {
  let depth = 0;
  for (let at = open + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\') at++;
    else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    else if (character === '/' && depth === 0) return at;
  }
  return -1;
}
