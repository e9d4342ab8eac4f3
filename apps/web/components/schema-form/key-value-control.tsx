'use client';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Input } from '@/components/ui/input.tsx';
import { isRecord } from './schema.ts';
import type { WidgetProps } from './widget-props.ts';

type Entry = { key: string; text: string };

/** Names and values: headers, query parameters, the fields of a `set`. Values that look like JSON become JSON. */
export function KeyValueControl({ value, onChange, control, label, disabled }: WidgetProps) {
  const [draft, setDraft] = useState<{ entries: Entry[]; value: unknown }>();
  const entries = draft && sameValue(draft.value, value) ? draft.entries : entriesOf(value);

  function update(next: Entry[]) {
    const object = Object.fromEntries(
      next.filter(({ key }) => key !== '').map(({ key, text }) => [key, valueOf(text)]),
    );
    const result = Object.keys(object).length > 0 ? object : undefined;
    setDraft({ entries: next, value: result });
    onChange(result);
  }

  const change = (index: number, part: Partial<Entry>) =>
    update(entries.map((entry, position) => (position === index ? { ...entry, ...part } : entry)));

  return (
    <div className="flex flex-col gap-1.5">
      {entries.map((entry, index) => (
        // rows have no identity but their place: nothing in them has a state of its own
        <div key={`row-${index + 1}`} className="flex gap-1.5">
          <Input
            {...(index === 0 ? control : {})}
            aria-label={`${label}, name ${index + 1}`}
            className="w-2/5 font-mono text-sm"
            placeholder="name"
            value={entry.key}
            disabled={disabled}
            onChange={(event) => change(index, { key: event.target.value })}
          />
          <Input
            aria-label={`${label}, value of ${entry.key || `row ${index + 1}`}`}
            className="flex-1 font-mono text-sm"
            placeholder="value or {{ expression }}"
            value={entry.text}
            disabled={disabled}
            onChange={(event) => change(index, { text: event.target.value })}
          />
          <IconButton
            label={`Remove ${entry.key || `row ${index + 1}`}`}
            disabled={disabled}
            onClick={() => update(entries.filter((_, position) => position !== index))}
          >
            <X aria-hidden="true" />
          </IconButton>
        </div>
      ))}
      <Button
        {...(entries.length === 0 ? control : {})}
        size="sm"
        className="w-fit"
        disabled={disabled}
        onClick={() => setDraft({ entries: [...entries, { key: '', text: '' }], value })}
      >
        <Plus aria-hidden="true" />
        Add
      </Button>
    </div>
  );
}

function entriesOf(value: unknown): Entry[] {
  return isRecord(value) ? Object.entries(value).map(([key, member]) => ({ key, text: textOf(member) })) : [];
}

/** A text that would be read back as something else is shown in quotes. */
function textOf(value: unknown): string {
  return typeof value === 'string' && typeof valueOf(value) === 'string' && !value.startsWith('"')
    ? value
    : JSON.stringify(value);
}

function valueOf(text: string): unknown {
  if (!/^\s*(?:-?\d|["[{]|true\b|false\b|null\b)/.test(text) || text.trimStart().startsWith('{{'))
    return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
