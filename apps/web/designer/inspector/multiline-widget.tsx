'use client';
import { useRef } from 'react';
import type { WidgetProps } from '@/components/schema-form/widget-props.ts';
import { Textarea } from '@/components/ui/input.tsx';
import { ValueMenu } from './value-menu.tsx';

/** Text of several lines; may hold `{{ }}`. */
export function MultilineWidget({ schema, value, onChange, control, label, disabled }: WidgetProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [example] = schema.examples ?? [];
  const put = (text: string) => onChange(text === '' ? undefined : text);
  return (
    <div className="relative">
      <Textarea
        {...control}
        ref={field}
        disabled={disabled}
        className="pr-8"
        placeholder={typeof example === 'string' ? example : undefined}
        value={typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)}
        onChange={(event) => put(event.target.value)}
      />
      <ValueMenu label={label} field={field} disabled={disabled} onChange={put} />
    </div>
  );
}
