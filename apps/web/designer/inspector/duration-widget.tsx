'use client';
import type { WidgetProps } from '@/components/schema-form/widget-props.ts';
import { DurationInput } from './duration-input.tsx';

export function DurationWidget({ schema, value, onChange, control, disabled }: WidgetProps) {
  const [example] = schema.examples ?? [];
  return (
    <DurationInput
      control={control}
      value={typeof value === 'string' ? value : ''}
      placeholder={typeof example === 'string' ? example : undefined}
      disabled={disabled}
      onChange={onChange}
    />
  );
}
