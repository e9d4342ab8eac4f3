'use client';
import { CodeEditor } from '@/components/code/code-editor.tsx';
import type { WidgetProps } from '@/components/schema-form/widget-props.ts';

export function CodeWidget({ value, onChange, control, label, disabled }: WidgetProps) {
  return (
    <CodeEditor
      id={control.id}
      aria-label={label}
      aria-describedby={control['aria-describedby']}
      aria-invalid={control['aria-invalid']}
      language="plain"
      value={typeof value === 'string' ? value : ''}
      onChange={(text) => onChange(text === '' ? undefined : text)}
      readOnly={disabled}
      lines
      className="h-48"
    />
  );
}
