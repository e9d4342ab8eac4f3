'use client';
import { compileExpression, ExpressionSyntaxError } from '@innoflow/engine';
import { useMemo } from 'react';
import type { FieldControl } from '@/components/ui/field.tsx';
import { Textarea } from '@/components/ui/input.tsx';

type ExpressionInputProps = {
  control: FieldControl;
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
  value,
  placeholder,
  disabled,
  error,
  onChange,
}: ExpressionInputProps) {
  const fault = useMemo(() => syntaxFault(value), [value]);
  return (
    <div>
      <Textarea
        {...control}
        aria-invalid={control['aria-invalid'] ?? (fault ? true : undefined)}
        rows={1}
        disabled={disabled}
        value={value}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        className="min-h-8 resize-none font-mono text-sm"
        onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      />
      {fault && !error ? (
        <p role="status" className="mt-1 text-failed-fg text-sm">
          {fault}
        </p>
      ) : null}
    </div>
  );
}

/** Why an expression does not parse; undefined when it does, or is empty. */
export function syntaxFault(source: string): string | undefined {
  if (source.trim() === '') return undefined;
  try {
    compileExpression(source);
    return undefined;
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return error.message;
    throw error;
  }
}
