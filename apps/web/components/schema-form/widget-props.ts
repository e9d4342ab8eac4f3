import type { FieldControl } from '@/components/ui/field.tsx';
import type { FieldPath, JsonSchema } from './schema.ts';

/** What a control for one field gets. */
export type WidgetProps = {
  schema: JsonSchema;
  value: unknown;
  /** `undefined` takes the field out of the value. */
  onChange(value: unknown): void;
  /** Attributes that tie the control to its label, help and error. */
  control: FieldControl;
  label: string;
  path: FieldPath;
  disabled: boolean;
};
