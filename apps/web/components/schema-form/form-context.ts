'use client';
import { type ComponentType, createContext, useContext } from 'react';
import type { FieldPath, JsonSchema } from './schema.ts';
import type { FieldErrors } from './validate.ts';
import type { WidgetProps } from './widget-props.ts';

export type SchemaGroupProps = {
  schema: JsonSchema;
  value: unknown;
  onChange(value: Record<string, unknown>): void;
  path: FieldPath;
  className?: string;
};

type FormContextValue = {
  root: JsonSchema;
  errors: FieldErrors;
  disabled: boolean;
  widgets: Readonly<Record<string, ComponentType<WidgetProps>>>;
  /** Draws the properties of an object; comes through the context because groups contain fields and fields groups. */
  Group: ComponentType<SchemaGroupProps>;
};

export const FormContext = createContext<FormContextValue | undefined>(undefined);

export function useForm(): FormContextValue {
  const form = useContext(FormContext);
  if (!form) throw new Error('schema fields live inside a SchemaForm');
  return form;
}
