import type { JsonSchema } from '@/components/schema-form/schema.ts';
import { isRecord } from '../model/json.ts';

/**
 * A config schema prepared for the narrow panel: lists of objects get cards with their buttons on top, and texts are one
 * line unless the type asks for more (their length limit says nothing about how they are typed).
 */
export function withDesignerWidgets(schema: unknown): JsonSchema {
  if (!isRecord(schema)) return {};
  const result: Record<string, unknown> = { ...schema };
  for (const key of ['properties', '$defs']) {
    const members = schema[key];
    if (isRecord(members)) {
      result[key] = Object.fromEntries(
        Object.entries(members).map(([name, member]) => [name, withDesignerWidgets(member)]),
      );
    }
  }
  if (isRecord(schema.items)) result.items = withDesignerWidgets(schema.items);
  if (schema.widget !== undefined) return result;
  if (schema.type === 'array' && isRecord(schema.items) && isRecord(schema.items.properties)) {
    return { ...result, widget: 'objectList' };
  }
  if (isTextOrTexts(schema.anyOf)) return { ...result, widget: 'line' };
  const isLine = schema.type === 'string' && schema.enum === undefined && schema.format === undefined;
  return isLine ? { ...result, widget: 'line' } : result;
}

/** A text, or a list of texts: both are typed as one line with commas. */
function isTextOrTexts(options: unknown): boolean {
  if (!Array.isArray(options) || options.length !== 2) return false;
  const [text, list]: unknown[] = options;
  return (
    isRecord(text) &&
    text.type === 'string' &&
    isRecord(list) &&
    list.type === 'array' &&
    isRecord(list.items) &&
    list.items.type === 'string'
  );
}
