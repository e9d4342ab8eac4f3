'use client';
import type { WidgetProps } from '@/components/schema-form/widget-props.ts';
import { FieldsEditor } from './fields-editor.tsx';

/** A JSON Schema, as a list of fields where it is that simple. */
export function SchemaWidget({ value, onChange, label, disabled }: WidgetProps) {
  return <FieldsEditor label={label} schema={value ?? undefined} onChange={onChange} disabled={disabled} />;
}
