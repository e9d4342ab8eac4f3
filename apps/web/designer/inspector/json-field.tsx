'use client';
import { useState } from 'react';
import { CodeEditor } from '@/components/code/code-editor.tsx';
import { Field } from '@/components/ui/field.tsx';
import { equalJson } from '../model/json.ts';

type JsonFieldProps = {
  label: string;
  help?: string;
  value: unknown;
  error?: string | undefined;
  disabled?: boolean;
  className?: string;
  /** Called with what parses; undefined for an empty field. */
  onChange(value: unknown): void;
};

/** Any JSON value as text; what does not parse yet is kept and said, not passed on. */
export function JsonField({ label, help, value, error, disabled, className, onChange }: JsonFieldProps) {
  const [typed, setTyped] = useState<{ text: string; value: unknown; broken: boolean }>();
  const current = typed && (typed.broken || equalJson(typed.value, value)) ? typed : undefined;
  const text = current?.text ?? (value === undefined ? '' : JSON.stringify(value, null, 2));

  function change(next: string) {
    const parsed = parse(next);
    setTyped({ text: next, value: parsed.ok ? parsed.value : value, broken: !parsed.ok });
    if (parsed.ok && !equalJson(parsed.value, value)) onChange(parsed.value);
  }

  return (
    <Field
      label={label}
      help={help}
      error={current?.broken ? 'This is no valid JSON yet; the last valid one counts.' : error}
    >
      {(control) => (
        <CodeEditor
          id={control.id}
          aria-label={label}
          aria-describedby={control['aria-describedby']}
          aria-invalid={control['aria-invalid']}
          value={text}
          onChange={change}
          readOnly={disabled ?? false}
          className={className ?? 'h-40'}
        />
      )}
    </Field>
  );
}

function parse(text: string): { ok: true; value: unknown } | { ok: false } {
  if (text.trim() === '') return { ok: true, value: undefined };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}
