'use client';
import { type ComponentType, useId } from 'react';
import { Checkbox } from '@/components/ui/checkbox.tsx';
import { Field, FieldMessages } from '@/components/ui/field.tsx';
import { useForm } from './form-context.ts';
import { type FieldPath, type JsonSchema, kindOf, labelOf, pathText } from './schema.ts';
import { SchemaList } from './schema-list.tsx';
import { controls } from './simple-controls.ts';
import type { WidgetProps } from './widget-props.ts';

export type SchemaFieldProps = {
  name: string;
  /** Already resolved. */
  schema: JsonSchema;
  required: boolean;
  value: unknown;
  onChange(value: unknown): void;
  path: FieldPath;
};

/** One property: its label, its control by the kind of its schema, its help and its error. */
export function SchemaField(props: SchemaFieldProps) {
  const { widgets } = useForm();
  const { schema } = props;
  const widget = schema.widget === undefined ? undefined : widgets[schema.widget];
  if (widget) return <LabelledField {...props} control={widget} />;
  const kind = kindOf(schema);
  switch (kind) {
    case 'boolean':
      return <BooleanField {...props} />;
    case 'group':
      return <GroupField {...props} />;
    case 'list':
      return <ListField {...props} />;
    case 'text':
    case 'multiline':
    case 'number':
    case 'choice':
    case 'keyValue':
    case 'json':
      return <LabelledField {...props} control={controls[kind]} />;
  }
}

function useFieldError(path: FieldPath): string | undefined {
  return useForm().errors[pathText(path)];
}

function LabelledField({
  control: Control,
  name,
  schema,
  required,
  value,
  onChange,
  path,
}: SchemaFieldProps & { control: ComponentType<WidgetProps> }) {
  const { disabled } = useForm();
  const label = labelOf(name, schema);
  return (
    <Field label={label} help={schema.description} error={useFieldError(path)} required={required}>
      {(control) => (
        <Control
          schema={schema}
          value={value}
          onChange={onChange}
          control={control}
          label={label}
          path={path}
          disabled={disabled}
        />
      )}
    </Field>
  );
}

function BooleanField({ name, schema, value, onChange, path }: SchemaFieldProps) {
  const { disabled } = useForm();
  const id = useId();
  const error = useFieldError(path);
  const describedBy = [error ? `${id}-error` : '', schema.description ? `${id}-help` : '']
    .filter(Boolean)
    .join(' ');
  return (
    <div className="flex gap-2.5">
      <Checkbox
        id={id}
        className="mt-0.5"
        checked={typeof value === 'boolean' ? value : schema.default === true}
        onCheckedChange={(checked) => onChange(checked === true)}
        disabled={disabled}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy || undefined}
      />
      <div className="flex min-w-0 flex-col gap-0.5">
        <label htmlFor={id} className="font-medium">
          {labelOf(name, schema)}
        </label>
        <FieldMessages
          help={schema.description}
          helpId={`${id}-help`}
          error={error}
          errorId={`${id}-error`}
        />
      </div>
    </div>
  );
}

function GroupField({ name, schema, required, value, onChange, path }: SchemaFieldProps) {
  const { Group } = useForm();
  const error = useFieldError(path);
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 font-medium">
        {labelOf(name, schema)}
        {required ? null : <span className="ml-1.5 font-normal text-sm text-subtle">optional</span>}
      </legend>
      {schema.description ? <p className="-mt-1.5 mb-2 text-sm text-subtle">{schema.description}</p> : null}
      {error ? (
        <p role="alert" className="mb-2 text-failed-fg text-sm">
          {error}
        </p>
      ) : null}
      <Group
        schema={schema}
        value={value}
        // a group that is empty again is absent again, so that an optional one stays optional
        onChange={(next) => onChange(Object.keys(next).length > 0 ? next : undefined)}
        path={path}
        className="flex flex-col gap-3 border-line border-l-2 pl-3"
      />
    </fieldset>
  );
}

function ListField({ name, schema, required, value, onChange, path }: SchemaFieldProps) {
  const error = useFieldError(path);
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-medium">
        {labelOf(name, schema)}
        {required ? null : <span className="ml-1.5 font-normal text-sm text-subtle">optional</span>}
      </legend>
      {schema.description ? <p className="-mt-1 mb-1.5 text-sm text-subtle">{schema.description}</p> : null}
      {error ? (
        <p role="alert" className="mb-1.5 text-failed-fg text-sm">
          {error}
        </p>
      ) : null}
      <SchemaList name={name} schema={schema} value={value} onChange={onChange} path={path} />
    </fieldset>
  );
}
