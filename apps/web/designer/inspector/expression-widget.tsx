'use client';
import { useForm } from '@/components/schema-form/form-context.ts';
import { pathText } from '@/components/schema-form/schema.ts';
import type { WidgetProps } from '@/components/schema-form/widget-props.ts';
import { ExpressionInput } from './expression-input.tsx';

export function ExpressionWidget({ schema, value, onChange, control, label, path, disabled }: WidgetProps) {
  const { errors } = useForm();
  const [example] = schema.examples ?? [];
  return (
    <ExpressionInput
      control={control}
      label={label}
      value={typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)}
      placeholder={typeof example === 'string' ? example : undefined}
      disabled={disabled}
      error={errors[pathText(path)]}
      onChange={onChange}
    />
  );
}
