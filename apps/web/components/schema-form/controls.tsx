'use client';
import { useState } from 'react';
import { Input, Textarea } from '@/components/ui/input.tsx';
import { Select } from '@/components/ui/select.tsx';
import { classNames } from '@/lib/class-names.ts';
import { typeOf } from './schema.ts';
import type { WidgetProps } from './widget-props.ts';

const NONE = '\u0000none';

const inputTypes: Readonly<Record<string, string>> = {
  email: 'email',
  uri: 'url',
  date: 'date',
  time: 'time',
  'date-time': 'datetime-local',
  password: 'password',
};

/** An empty text is an absent one. */
function textOrNothing(text: string): string | undefined {
  return text === '' ? undefined : text;
}

/** The default, or an example, to be seen while nothing is entered. */
function hint(schema: WidgetProps['schema'], fallback = ''): string {
  const shown = schema.default ?? schema.examples?.[0];
  if (shown === undefined || shown === null || typeof shown === 'object') return fallback;
  return textOf(shown);
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function TextControl({ schema, value, onChange, control, disabled }: WidgetProps) {
  const type = inputTypes[schema.format ?? (schema.widget === 'datetime' ? 'date-time' : '')] ?? 'text';
  const text = textOf(value);
  const mono = schema.widget === 'expression' || schema.widget === 'duration';
  // a template such as {{ input.due }} may stand where a date is asked for; a date picker could not show it
  const picker = type === 'datetime-local' || type === 'date' || type === 'time';
  const shownType = picker && text.includes('{{') ? 'text' : type;
  return (
    <Input
      {...control}
      type={shownType}
      disabled={disabled}
      className={classNames(mono && 'font-mono text-sm')}
      placeholder={hint(schema, schema.widget === 'duration' ? '20s, 5m, 4h, 3d' : '')}
      value={shownType === 'datetime-local' ? toLocal(text) : text}
      onChange={(event) => {
        const next = textOrNothing(event.target.value);
        onChange(next !== undefined && shownType === 'datetime-local' ? new Date(next).toISOString() : next);
      }}
      spellCheck={mono ? false : undefined}
      autoComplete="off"
    />
  );
}

/** The ISO moment as the picker wants it: local, to the minute. */
function toLocal(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return '';
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function MultilineControl({ schema, value, onChange, control, disabled }: WidgetProps) {
  return (
    <Textarea
      {...control}
      disabled={disabled}
      placeholder={hint(schema)}
      value={textOf(value)}
      onChange={(event) => onChange(textOrNothing(event.target.value))}
    />
  );
}

/** Keeps what was typed while it is no number ("-", "1e", "{{ input.n }}") and passes it on as text, to be judged. */
export function NumberControl({ schema, value, onChange, control, disabled }: WidgetProps) {
  const [typed, setTyped] = useState<{ text: string; value: unknown }>();
  const shown = typed && Object.is(typed.value, value) ? typed.text : textOf(value);
  return (
    <Input
      {...control}
      inputMode={typeOf(schema) === 'integer' ? 'numeric' : 'decimal'}
      disabled={disabled}
      className="tabular"
      placeholder={hint(schema)}
      value={shown}
      onChange={(event) => {
        const text = event.target.value;
        const next = text.trim() === '' ? undefined : Number.isFinite(Number(text)) ? Number(text) : text;
        setTyped({ text, value: next });
        onChange(next);
      }}
      autoComplete="off"
    />
  );
}

export function ChoiceControl({ schema, value, onChange, control, disabled }: WidgetProps) {
  const choices = schema.enum ?? [];
  const shown = value ?? schema.default;
  const index = choices.indexOf(shown);
  const options = choices.map((choice, position) => ({ value: String(position), label: String(choice) }));
  const optional = !control['aria-required'] && schema.default === undefined;
  return (
    <Select
      {...control}
      disabled={disabled}
      options={optional ? [{ value: NONE, label: 'Not set' }, ...options] : options}
      value={index === -1 ? (optional ? NONE : undefined) : String(index)}
      onValueChange={(next) => onChange(next === NONE ? undefined : choices[Number(next)])}
    />
  );
}
