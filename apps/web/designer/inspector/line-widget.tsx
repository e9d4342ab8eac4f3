'use client';
import type { WidgetProps } from '@/components/schema-form/widget-props.ts';
import { Input } from '@/components/ui/input.tsx';

/** One line of text; may hold `{{ }}`. A list of texts is shown with commas between. */
export function LineWidget({ schema, value, onChange, control, disabled }: WidgetProps) {
  const [example] = schema.examples ?? [];
  const hint = schema.default ?? example;
  return (
    <Input
      {...control}
      value={textOf(value)}
      disabled={disabled}
      placeholder={typeof hint === 'string' ? hint : undefined}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
    />
  );
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  const isTexts = Array.isArray(value) && value.every((item) => typeof item === 'string');
  return isTexts ? value.join(', ') : JSON.stringify(value);
}
