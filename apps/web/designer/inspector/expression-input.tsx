'use client';
import { compileExpression, ExpressionSyntaxError } from '@innoflow/engine';
import { useMemo, useRef } from 'react';
import type { FieldControl } from '@/components/ui/field.tsx';
import { Textarea } from '@/components/ui/input.tsx';
import { ValueMenu } from './value-menu.tsx';

type ExpressionInputProps = {
  control: FieldControl;
  label: string;
  value: string;
  placeholder?: string | undefined;
  disabled?: boolean;
  /** The verdict of validation, when there is one already; then the syntax is not judged twice. */
  error: string | undefined;
  onChange(value: string | undefined): void;
};

/** A bare JSONata expression; says while you type where it does not parse. */
export function ExpressionInput({
  control,
  label,
  value,
  placeholder,
  disabled,
  error,
  onChange,
}: ExpressionInputProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const put = (text: string) => onChange(text === '' ? undefined : text);
  const fault = useMemo(() => syntaxFault(value), [value]);
  return (
    <div className="relative">
      <Textarea
        {...control}
        ref={field}
        aria-invalid={control['aria-invalid'] ?? (fault ? true : undefined)}
        rows={1}
        disabled={disabled}
        value={value}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        className="min-h-8 resize-none pr-8 font-mono text-sm"
        onChange={(event) => put(event.target.value)}
      />
      <ValueMenu label={label} field={field} bare disabled={disabled ?? false} onChange={put} />
      {fault && !error ? (
        <p role="status" className="mt-1 text-failed-fg text-sm">
          {fault}
        </p>
      ) : null}
    </div>
  );
}

/** Why an expression does not parse; undefined when it does, or is empty. */
function syntaxFault(source: string): string | undefined {
  if (source.trim() === '') return undefined;
  try {
    compileExpression(source);
    return undefined;
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return error.message;
    throw error;
  }
}
