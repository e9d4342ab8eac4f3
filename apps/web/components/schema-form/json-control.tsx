'use client';
import { useState } from 'react';
import { CodeEditor } from '@/components/code/code-editor.tsx';
import type { WidgetProps } from './widget-props.ts';

/** Any value as JSON, for what has no control of its own. What does not parse is passed on as text and judged there. */
export function JsonControl({ value, onChange, control, label, disabled }: WidgetProps) {
  const [typed, setTyped] = useState<{ text: string; value: unknown }>();
  const text =
    typed && sameValue(typed.value, value)
      ? typed.text
      : value === undefined
        ? ''
        : JSON.stringify(value, null, 2);
  return (
    <CodeEditor
      {...control}
      aria-label={label}
      className="max-h-80"
      readOnly={disabled}
      value={text}
      onChange={(next) => {
        const parsed = parse(next);
        setTyped({ text: next, value: parsed });
        if (!sameValue(parsed, value)) onChange(parsed);
      }}
    />
  );
}

function sameValue(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || JSON.stringify(a) === JSON.stringify(b);
}

function parse(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
