'use client';
import { useRef } from 'react';
import type { WidgetProps } from '@/components/schema-form/widget-props.ts';
import { Input } from '@/components/ui/input.tsx';
import { ValueMenu } from './value-menu.tsx';

/** One line of text; may hold `{{ }}`. A list of texts is shown with commas between. */
export function LineWidget({ schema, value, onChange, control, label, disabled }: WidgetProps) {
  const field = useRef<HTMLInputElement>(null);
  const [example] = schema.examples ?? [];
  const hint = schema.default ?? example;
  const put = (text: string) => onChange(text === '' ? undefined : text);
  return (
    <div className="relative">
      <Input
        {...control}
        ref={field}
        value={textIn(value)}
        disabled={disabled}
        className="pr-8"
        placeholder={typeof hint === 'string' ? hint : undefined}
        autoComplete="off"
        onChange={(event) => put(event.target.value)}
      />
      <ValueMenu label={label} field={field} disabled={disabled} onChange={put} />
    </div>
  );
}

function textIn(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  const isTexts = Array.isArray(value) && value.every((item) => typeof item === 'string');
  return isTexts ? value.join(', ') : JSON.stringify(value);
}
