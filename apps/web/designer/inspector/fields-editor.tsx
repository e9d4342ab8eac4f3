'use client';
import { Braces, List, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Checkbox } from '@/components/ui/checkbox.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Input } from '@/components/ui/input.tsx';
import { Select } from '@/components/ui/select.tsx';
import {
  freePropertyName,
  type InputProperty,
  inputSchemaOf,
  type PropertyType,
  parseInputProperties,
  propertyTypes,
} from '../model/input-properties.ts';
import { JsonField } from './json-field.tsx';

const typeWords: Readonly<Record<PropertyType, string>> = {
  string: 'Text',
  number: 'Number',
  integer: 'Whole number',
  boolean: 'Yes or no',
  object: 'Object',
  array: 'List',
};
const typeOptions = propertyTypes.map((type) => ({ value: type, label: typeWords[type] }));

type FieldsEditorProps = {
  label: string;
  schema: unknown;
  onChange(schema: unknown): void;
  disabled?: boolean;
  error?: string | undefined;
};

/** A JSON Schema as a list of fields (name, type, required) or, when it says more than that, as JSON. */
export function FieldsEditor({ label, schema, onChange, disabled, error }: FieldsEditorProps) {
  const properties = parseInputProperties(schema);
  const [asJson, setAsJson] = useState(false);
  const json = asJson || properties === undefined;

  function put(next: readonly InputProperty[]) {
    onChange(inputSchemaOf(next));
  }

  return (
    <div role="group" aria-label={label} className="flex flex-col gap-2">
      {json ? (
        <JsonField
          label={`${label} as JSON Schema`}
          value={schema}
          error={error}
          disabled={disabled ?? false}
          className="h-56"
          onChange={onChange}
        />
      ) : (
        <>
          {properties.map((property, index) => (
            <FieldRow
              // names change while they are typed, so the place is the identity
              key={`row-${index}`}
              property={property}
              isFree={(name) => properties.every((other, at) => at === index || other.name !== name)}
              disabled={disabled ?? false}
              onChange={(next) => put(properties.with(index, next))}
              onRemove={() => put(properties.toSpliced(index, 1))}
            />
          ))}
          {error ? <p className="text-failed-fg text-sm">{error}</p> : null}
        </>
      )}
      <div className="flex gap-2">
        {json ? null : (
          <Button
            size="sm"
            disabled={disabled}
            onClick={() =>
              put([
                ...properties,
                { name: freePropertyName(properties), type: 'string', title: '', required: false },
              ])
            }
          >
            <Plus aria-hidden="true" />
            Add field
          </Button>
        )}
        {properties === undefined ? null : (
          <Button size="sm" variant="ghost" onClick={() => setAsJson(!asJson)}>
            {json ? <List aria-hidden="true" /> : <Braces aria-hidden="true" />}
            {json ? 'Edit as a list' : 'Edit as JSON Schema'}
          </Button>
        )}
      </div>
    </div>
  );
}

type FieldRowProps = {
  property: InputProperty;
  isFree(name: string): boolean;
  disabled: boolean;
  onChange(property: InputProperty): void;
  onRemove(): void;
};

function FieldRow({ property, isFree, disabled, onChange, onRemove }: FieldRowProps) {
  const { name, type, required } = property;
  const [typed, setTyped] = useState<string>();

  function rename(next: string) {
    // two fields of one name would swallow each other: the name waits until it is free
    setTyped(next);
    if (next !== '' && isFree(next)) onChange({ ...property, name: next });
  }

  return (
    <div className="flex items-center gap-1.5">
      <Input
        aria-label="Name of the field"
        aria-invalid={typed !== undefined && (typed === '' || !isFree(typed)) ? true : undefined}
        className="min-w-0 flex-1 font-mono text-sm"
        value={typed ?? name}
        disabled={disabled}
        onChange={(event) => rename(event.target.value.trim())}
        onBlur={() => setTyped(undefined)}
        autoComplete="off"
        spellCheck={false}
      />
      <Select
        aria-label={`Type of ${name}`}
        className="w-28 shrink-0"
        options={typeOptions}
        value={type}
        disabled={disabled}
        onValueChange={(next) => {
          const chosen = propertyTypes.find((candidate) => candidate === next);
          if (chosen) onChange({ ...property, type: chosen });
        }}
      />
      <label className="flex shrink-0 items-center gap-1.5 text-sm" title="Required">
        <Checkbox
          aria-label={`${name} is required`}
          checked={required}
          disabled={disabled}
          onCheckedChange={(checked) => onChange({ ...property, required: checked === true })}
        />
        <span aria-hidden="true">Req.</span>
      </label>
      <IconButton label={`Remove ${name}`} size="sm" disabled={disabled} onClick={onRemove}>
        <X aria-hidden="true" />
      </IconButton>
    </div>
  );
}
