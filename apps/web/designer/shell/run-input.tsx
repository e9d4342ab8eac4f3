'use client';
import { useState } from 'react';
import { CodeEditor } from '@/components/code/code-editor.tsx';
import type { JsonSchema } from '@/components/schema-form/schema.ts';
import { SchemaForm } from '@/components/schema-form/schema-form.tsx';
import type { FieldErrors } from '@/components/schema-form/validate.ts';
import { Field } from '@/components/ui/field.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';

type RunInputProps = {
  schema: JsonSchema;
  value: unknown;
  onChange(value: unknown): void;
  errors: FieldErrors;
  /** Whether what is typed as JSON cannot be read. */
  onBroken(broken: boolean): void;
};

/** The input of a run: a form when its schema names fields, JSON in any case. */
export function RunInput({ schema, value, onChange, errors, onBroken }: RunInputProps) {
  const hasFields = Object.keys(schema.properties ?? {}).length > 0;
  const [as, setAs] = useState<'form' | 'json'>(hasFields ? 'form' : 'json');
  return (
    <div className="flex flex-col gap-3">
      {hasFields ? (
        <Segmented
          label="How to give the input"
          value={as}
          onValueChange={(next) => {
            setAs(next);
            onBroken(false);
          }}
          options={[
            { value: 'form', label: 'Form' },
            { value: 'json', label: 'JSON' },
          ]}
        />
      ) : null}
      {as === 'form' && hasFields ? (
        <SchemaForm schema={schema} value={value ?? {}} onChange={onChange} errors={errors} />
      ) : (
        <JsonInput value={value} onChange={onChange} onBroken={onBroken} error={Object.values(errors)[0]} />
      )}
    </div>
  );
}

type JsonInputProps = Pick<RunInputProps, 'value' | 'onChange' | 'onBroken'> & { error: string | undefined };

function JsonInput({ value, onChange, onBroken, error }: JsonInputProps) {
  const [text, setText] = useState(value === undefined ? '' : JSON.stringify(value, null, 2));
  const [broken, setBroken] = useState(false);

  function change(next: string) {
    setText(next);
    try {
      const parsed: unknown = next.trim() === '' ? undefined : JSON.parse(next);
      setBroken(false);
      onBroken(false);
      onChange(parsed);
    } catch {
      setBroken(true);
      onBroken(true);
    }
  }

  return (
    <Field
      label="Input"
      help="Available to the tasks as input. Left empty, the run has none."
      error={broken ? 'This is no valid JSON yet.' : error}
    >
      {({ id, ...control }) => (
        <CodeEditor
          id={id}
          aria-label="Input"
          aria-describedby={control['aria-describedby']}
          aria-invalid={control['aria-invalid']}
          value={text}
          onChange={change}
          className="h-48"
        />
      )}
    </Field>
  );
}
