'use client';
import { ChevronDown, ChevronUp, Plus, X } from 'lucide-react';
import { useForm } from '@/components/schema-form/form-context.ts';
import { type JsonSchema, labelOf, resolveSchema } from '@/components/schema-form/schema.ts';
import type { WidgetProps } from '@/components/schema-form/widget-props.ts';
import { Button } from '@/components/ui/button.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';

/** A list of objects (the cases of a switch): a small form for each, in their order. */
export function ObjectListWidget({ schema, value, onChange, control, label, path, disabled }: WidgetProps) {
  const { root, Group } = useForm();
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  const itemSchema: JsonSchema = resolveSchema(typeof schema.items === 'object' ? schema.items : {}, root);
  const noun = labelOf('', { title: label }).replace(/s$/, '');

  function put(next: readonly unknown[]) {
    onChange(next.length > 0 ? next : undefined);
  }

  function swap(a: number, b: number) {
    put(items.with(a, items[b]).with(b, items[a]));
  }

  return (
    <div role="group" id={control.id} aria-label={label} className="flex flex-col gap-2">
      {items.map((item, index) => {
        const name = `${noun} ${index + 1}`;
        return (
          // entries have no identity but their place; the controls in them hold no state of their own
          <div key={name} role="group" aria-label={name} className="rounded-md border border-line">
            <div className="flex h-8 items-center border-line border-b pr-0.5 pl-3">
              <span className="flex-1 text-sm text-subtle">{name}</span>
              <IconButton
                label={`Move ${name} up`}
                size="sm"
                disabled={disabled || index === 0}
                onClick={() => swap(index, index - 1)}
              >
                <ChevronUp aria-hidden="true" />
              </IconButton>
              <IconButton
                label={`Move ${name} down`}
                size="sm"
                disabled={disabled || index === items.length - 1}
                onClick={() => swap(index, index + 1)}
              >
                <ChevronDown aria-hidden="true" />
              </IconButton>
              <IconButton
                label={`Remove ${name}`}
                size="sm"
                disabled={disabled}
                onClick={() => put(items.toSpliced(index, 1))}
              >
                <X aria-hidden="true" />
              </IconButton>
            </div>
            <Group
              schema={itemSchema}
              value={item}
              onChange={(next) => put(items.with(index, next))}
              path={[...path, index]}
              className="flex flex-col gap-3 p-3"
            />
          </div>
        );
      })}
      <Button
        aria-describedby={control['aria-describedby']}
        size="sm"
        className="w-fit"
        disabled={disabled}
        onClick={() => put([...items, {}])}
      >
        <Plus aria-hidden="true" />
        Add {noun.toLowerCase()}
      </Button>
    </div>
  );
}
