'use client';
import { roles } from '@innoflow/contracts';
import { X } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import type { WidgetProps } from '@/components/schema-form/widget-props.ts';
import { Input } from '@/components/ui/input.tsx';

const LOOKS_RIGHT = /^(role|user):\S|^\{\{/;

/** Who decides: roles and people as chips; "ada@example.com" is understood as "user:ada@example.com". */
export function AssigneesWidget({ value, onChange, control, label, disabled }: WidgetProps) {
  const [typed, setTyped] = useState('');
  const listId = useId();
  const entries = entriesOf(value);

  function put(next: readonly string[]) {
    onChange(next.length > 0 ? [...new Set(next)] : undefined);
  }

  function add() {
    const words = typed.split(',').map(asAssignee).filter(Boolean);
    if (words.length > 0) put([...entries, ...words]);
    setTyped('');
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' || event.key === ',') {
      event.preventDefault();
      add();
    } else if (event.key === 'Backspace' && typed === '' && entries.length > 0) put(entries.slice(0, -1));
  }

  return (
    <div className="flex flex-col gap-1.5">
      {entries.length > 0 ? (
        <ul aria-label={label} className="flex flex-wrap gap-1">
          {entries.map((entry) => (
            <li
              key={entry}
              className={`inline-flex h-6 max-w-full items-center gap-1 rounded-full pr-0.5 pl-2.5 text-sm ${
                LOOKS_RIGHT.test(entry) ? 'bg-neutral-soft text-fg' : 'bg-failed-soft text-failed-fg'
              }`}
            >
              <span className="truncate">{entry}</span>
              <button
                type="button"
                aria-label={`Remove ${entry}`}
                disabled={disabled}
                onClick={() => put(entries.filter((other) => other !== entry))}
                className="grid size-5 place-items-center rounded-full hover:bg-pressed"
              >
                <X className="size-3" aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <Input
        {...control}
        list={listId}
        value={typed}
        disabled={disabled}
        placeholder="role:admin or ada@example.com"
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={add}
      />
      <datalist id={listId}>
        {roles.map((role) => (
          <option key={role} value={`role:${role}`} />
        ))}
      </datalist>
    </div>
  );
}

function entriesOf(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value) ? value.map(String) : [];
}

function asAssignee(text: string): string {
  const word = text.trim();
  if (word === '' || LOOKS_RIGHT.test(word)) return word;
  if (word.includes('@')) return `user:${word}`;
  return roles.some((role) => role === word.toLowerCase()) ? `role:${word.toLowerCase()}` : word;
}
