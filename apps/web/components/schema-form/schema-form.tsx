'use client';
import type { ComponentType } from 'react';
import { classNames } from '@/lib/class-names.ts';
import { FormContext } from './form-context.ts';
import type { JsonSchema } from './schema.ts';
import { SchemaGroup } from './schema-group.tsx';
import type { FieldErrors } from './validate.ts';
import type { WidgetProps } from './widget-props.ts';

export type SchemaFormProps = {
  /** JSON Schema of an object. */
  schema: JsonSchema;
  value: unknown;
  onChange(value: Record<string, unknown>): void;
  /** By path, from validateBySchema or from the server. */
  errors?: FieldErrors;
  disabled?: boolean;
  /** Controls of your own by the `widget` of a property, e.g. an expression editor that knows the workflow. */
  widgets?: Readonly<Record<string, ComponentType<WidgetProps>>>;
  className?: string;
};

const noErrors: FieldErrors = {};
const noWidgets = {};

/**
 * A form made from a JSON Schema. Controlled: it keeps no values of its own and checks nothing; the caller runs
 * validateBySchema when it wants to and passes the errors. A field left empty is absent from the value.
 */
export function SchemaForm({
  schema,
  value,
  onChange,
  errors,
  disabled,
  widgets,
  className,
}: SchemaFormProps) {
  return (
    <FormContext
      value={{
        root: schema,
        errors: errors ?? noErrors,
        disabled: disabled ?? false,
        widgets: widgets ?? noWidgets,
        Group: SchemaGroup,
      }}
    >
      <SchemaGroup
        schema={schema}
        value={value}
        onChange={onChange}
        path={[]}
        className={classNames('flex flex-col gap-4', className)}
      />
    </FormContext>
  );
}
