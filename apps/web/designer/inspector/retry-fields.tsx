'use client';
import type { DefinitionProblem } from '@innoflow/contracts';
import { useId } from 'react';
import { Field } from '@/components/ui/field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { Switch } from '@/components/ui/switch.tsx';
import { type JsonRecord, textOf, withFields } from '../model/json.ts';
import { problemAt } from '../model/problem-places.ts';
import { useDesigner } from '../session/designer-context.ts';
import { DurationInput } from './duration-input.tsx';

type RetryFieldsProps = {
  retry: JsonRecord | undefined;
  problems: readonly DefinitionProblem[];
  onChange(retry: JsonRecord | undefined): void;
};

const DEFAULT_RETRY = { maxAttempts: 3 };

/** Trying again after an error: how often, and how long between. */
export function RetryFields({ retry, problems, onChange }: RetryFieldsProps) {
  const { readOnly } = useDesigner();
  const id = useId();
  const put = (patch: JsonRecord) => onChange(withFields(retry ?? DEFAULT_RETRY, patch));
  const text = (field: string) => (typeof retry?.[field] === 'string' ? retry[field] : '');
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center justify-between">
        <label htmlFor={id} className="font-medium">
          Try again after an error
        </label>
        <Switch
          id={id}
          checked={retry !== undefined}
          disabled={readOnly}
          onCheckedChange={(on) => onChange(on ? DEFAULT_RETRY : undefined)}
        />
      </div>
      {retry === undefined ? null : (
        <div className="flex flex-col gap-3 border-line border-l-2 pl-3">
          <Field label="Attempts in all" required error={problemAt(problems, 'retry.maxAttempts')?.message}>
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                className="tabular"
                value={textOf(retry.maxAttempts)}
                onChange={(event) => put({ maxAttempts: numberIn(event.target.value) })}
              />
            )}
          </Field>
          <Field label="First pause" error={problemAt(problems, 'retry.initialDelay')?.message}>
            {(control) => (
              <DurationInput
                control={control}
                value={text('initialDelay')}
                placeholder="1s"
                onChange={(initialDelay) => put({ initialDelay })}
              />
            )}
          </Field>
          <Field
            label="Each pause longer by"
            help="2 doubles it each time, 1 keeps it."
            error={problemAt(problems, 'retry.backoff')?.message}
          >
            {(control) => (
              <Input
                {...control}
                inputMode="decimal"
                className="tabular"
                placeholder="2"
                value={textOf(retry.backoff)}
                onChange={(event) => put({ backoff: numberIn(event.target.value) })}
              />
            )}
          </Field>
          <Field label="Longest pause" error={problemAt(problems, 'retry.maxDelay')?.message}>
            {(control) => (
              <DurationInput
                control={control}
                value={text('maxDelay')}
                placeholder="5m"
                onChange={(maxDelay) => put({ maxDelay })}
              />
            )}
          </Field>
        </div>
      )}
    </div>
  );
}

/** A number, nothing for an empty field, and the text itself when it is no number: validation then says so. */
function numberIn(text: string): number | string | undefined {
  if (text.trim() === '') return undefined;
  return Number.isFinite(Number(text)) && !text.endsWith('.') ? Number(text) : text;
}
