import type { TaskTypeDescriptor } from '@innoflow/contracts';
import { isRecord, type JsonRecord } from './json.ts';

/** References to tasks in expressions: `tasks.<id>`, bare or inside `{{ }}`. */

const TEXT_OR_REFERENCE =
  /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\/\*[\s\S]*?\*\/|(?<![\w.`])((?:\$\$\.)?tasks\s*\.\s*)(`[^`]+`|[A-Za-z_]\w*)/g;

/** The expression with references to `from` turned to `to`; texts and comments in it stay. */
export function renameInExpression(expression: string, from: string, to: string): string {
  return expression.replace(TEXT_OR_REFERENCE, (whole, head?: string, name?: string) => {
    if (head === undefined || name === undefined) return whole;
    const bare = name.startsWith('`') ? name.slice(1, -1) : name;
    return bare === from ? `${head}${to}` : whole;
  });
}

/** The text with references renamed inside its `{{ }}` alone. */
export function renameInTemplate(text: string, from: string, to: string): string {
  return mapTemplate(text, (expression) => renameInExpression(expression, from, to));
}

function mapTemplate(text: string, map: (expression: string) => string): string {
  let result = '';
  let rest = 0;
  for (let open = text.indexOf('{{'); open !== -1; open = text.indexOf('{{', rest)) {
    const close = findClose(text, open + 2);
    if (close === -1) break;
    result += text.slice(rest, open + 2) + map(text.slice(open + 2, close));
    rest = close;
  }
  return result + text.slice(rest);
}

/** Where the `}}` stands that ends an expression; braces and texts inside it are passed over. */
function findClose(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '"' || character === "'") {
      at = endOfText(text, at, character);
    } else if (character === '{') depth++;
    else if (character === '}') {
      if (depth === 0) return text[at + 1] === '}' ? at : -1;
      depth--;
    }
  }
  return -1;
}

function endOfText(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return at;
  }
  return text.length;
}

/** Every string of a value passed through `map`; the same value when nothing changed. */
export function mapStrings(value: unknown, map: (text: string, path: string) => string, path = ''): unknown {
  if (typeof value === 'string') return map(value, path);
  if (Array.isArray(value)) {
    const items = value.map((item) => mapStrings(item, map, `${path}[]`));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => [
    key,
    mapStrings(item, map, path === '' ? key : `${path}.${key}`),
  ]);
  return entries.some(([key, item]) => item !== value[key]) ? Object.fromEntries(entries) : value;
}

/** The config with references renamed: in `{{ }}` everywhere, and in whole in the fields that are bare expressions. */
export function renameInConfig(
  config: JsonRecord,
  descriptor: TaskTypeDescriptor | undefined,
  from: string,
  to: string,
): JsonRecord {
  const bare = new Set(descriptor?.expressions);
  const renamed = mapStrings(config, (text, path) =>
    bare.has(path) ? renameInExpression(text, from, to) : renameInTemplate(text, from, to),
  );
  return renamed as JsonRecord; // mapStrings keeps an object an object
}
