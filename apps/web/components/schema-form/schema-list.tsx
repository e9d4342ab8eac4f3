'use client';
import { ChevronDown, ChevronUp, Plus, X } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { useForm } from './form-context.ts';
import {
  defaultValue,
  type FieldPath,
  type JsonSchema,
  kindOf,
  labelOf,
  pathText,
  resolveSchema,
} from './schema.ts';
import { controls } from './simple-controls.ts';

type SchemaListProps = {
  name: string;
  schema: JsonSchema;
  value: unknown;
  onChange(value: unknown): void;
  path: FieldPath;
};

/** A list: an entry below the other, to be added, moved and removed. An empty list is absent. */
export function SchemaList({ name, schema, value, onChange, path }: SchemaListProps) {
  const { root, disabled } = useForm();
  const items = Array.isArray(value) ? value : [];
  // entries keep their identity when others move, so that half-typed text moves with them
  const [ids, setIds] = useState<number[]>([]);
  const keys = items.map((_, index) => ids[index] ?? index);
  const itemSchema = resolveSchema(typeof schema.items === 'object' ? schema.items : {}, root);
  const noun = singularOf(labelOf(name, { title: schema.title }));

  function update(next: unknown[], nextKeys: number[]) {
    setIds(nextKeys);
    onChange(next.length > 0 ? next : undefined);
  }

  function move(from: number, to: number) {
    const swap = <T,>(list: readonly T[]) => list.with(from, list[to] as T).with(to, list[from] as T); // both in range
    update(swap(items), swap(keys));
  }

  return (
    <div className="flex flex-col gap-2">
      {items.map((item, index) => (
        <div key={keys[index]} className="flex items-start gap-1">
          <div className="min-w-0 flex-1">
            <ListEntry
              schema={itemSchema}
              value={item}
              label={`${noun} ${index + 1}`}
              path={[...path, index]}
              onChange={(next) => update(items.with(index, next ?? emptyOf(itemSchema)), keys)}
            />
          </div>
          <div className="flex">
            <IconButton
              label={`Move ${noun} ${index + 1} up`}
              className="max-sm:hidden"
              disabled={disabled || index === 0}
              onClick={() => move(index, index - 1)}
            >
              <ChevronUp aria-hidden="true" />
            </IconButton>
            <IconButton
              label={`Move ${noun} ${index + 1} down`}
              className="max-sm:hidden"
              disabled={disabled || index === items.length - 1}
              onClick={() => move(index, index + 1)}
            >
              <ChevronDown aria-hidden="true" />
            </IconButton>
            <IconButton
              label={`Remove ${noun} ${index + 1}`}
              disabled={disabled}
              onClick={() => update(items.toSpliced(index, 1), keys.toSpliced(index, 1))}
            >
              <X aria-hidden="true" />
            </IconButton>
          </div>
        </div>
      ))}
      <Button
        size="sm"
        className="w-fit"
        disabled={disabled}
        onClick={() =>
          update(
            [...items, defaultValue(itemSchema, root) ?? emptyOf(itemSchema)],
            [...keys, Math.max(-1, ...keys) + 1],
          )
        }
      >
        <Plus aria-hidden="true" />
        Add {noun.toLowerCase()}
      </Button>
    </div>
  );
}

type ListEntryProps = {
  schema: JsonSchema;
  value: unknown;
  label: string;
  path: FieldPath;
  onChange(value: unknown): void;
};

function ListEntry({ schema, value, label, path, onChange }: ListEntryProps) {
  const id = useId();
  const { errors, disabled, widgets, Group } = useForm();
  const kind = kindOf(schema);
  if (kind === 'group') {
    return (
      <div role="group" aria-label={label} className="rounded-md border border-line p-3">
        <Group
          schema={schema}
          value={value}
          onChange={onChange}
          path={path}
          className="flex flex-col gap-3"
        />
      </div>
    );
  }
  const Control =
    (schema.widget && widgets[schema.widget]) ||
    controls[kind === 'list' || kind === 'boolean' ? 'json' : kind];
  const error = errors[pathText(path)];
  return (
    <>
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <Control
        schema={schema}
        value={value === '' ? undefined : value}
        onChange={onChange}
        control={{
          id,
          'aria-describedby': error ? `${id}-error` : undefined,
          'aria-invalid': error ? true : undefined,
          'aria-required': true,
        }}
        label={label}
        path={path}
        disabled={disabled}
      />
      {error ? (
        <p id={`${id}-error`} role="alert" className="mt-1 text-failed-fg text-sm">
          {error}
        </p>
      ) : null}
    </>
  );
}

function emptyOf(schema: JsonSchema): unknown {
  const kind = kindOf(schema);
  if (kind === 'group' || kind === 'keyValue') return {};
  if (kind === 'choice') return schema.enum?.[0];
  return kind === 'text' || kind === 'multiline' ? '' : null;
}

/** "Recipients" → "Recipient", "Entries" → "Entry"; a word that is no plural stays. */
function singularOf(label: string): string {
  if (/ies$/i.test(label)) return label.replace(/ies$/i, 'y');
  return /[^s]s$/i.test(label) ? label.slice(0, -1) : label;
}
