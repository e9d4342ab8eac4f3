import type { JsonSchema } from '@/components/schema-form/schema.ts';
import { isRecord } from '../model/json.ts';

/** A config schema prepared for the narrow panel: lists of objects get cards with their buttons on top. */
export function withDesignerWidgets(schema: unknown): JsonSchema {
  if (!isRecord(schema)) return {};
  const { properties } = schema;
  if (!isRecord(properties)) return schema;
  const entries = Object.entries(properties).map(([name, property]) => [name, prepared(property)] as const);
  return { ...schema, properties: Object.fromEntries(entries) };
}

function prepared(property: unknown): JsonSchema {
  if (!isRecord(property)) return {};
  const isObjectList =
    property.type === 'array' && property.widget === undefined && isRecord(property.items) && isRecord(property.items.properties);
  return isObjectList ? { ...property, widget: 'objectList' } : property;
}
