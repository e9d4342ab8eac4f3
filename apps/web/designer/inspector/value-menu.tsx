'use client';
import { Braces } from 'lucide-react';
import type { RefObject } from 'react';
import { Button } from '@/components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu.tsx';
import { useValues } from './value-context.ts';

type ValueMenuProps = {
  /** The field that it writes into. */
  label: string;
  field: RefObject<HTMLInputElement | HTMLTextAreaElement | null>;
  /** Bare expressions take a path as it is; texts take it in `{{ }}`. */
  bare?: boolean;
  disabled?: boolean;
  onChange(text: string): void;
};

/** Puts a value of the run (input, output of an earlier task, …) where the cursor stands. */
export function ValueMenu({ label, field, bare, disabled, onChange }: ValueMenuProps) {
  const groups = useValues();
  if (groups.length === 0 || disabled) return null;

  function insert(path: string) {
    const element = field.current;
    if (!element) return;
    const { value, selectionStart, selectionEnd } = element;
    const start = selectionStart ?? value.length;
    const insertion = bare ? path : `{{ ${path} }}`;
    onChange(value.slice(0, start) + insertion + value.slice(selectionEnd ?? start));
    requestAnimationFrame(() => {
      element.focus();
      element.setSelectionRange(start + insertion.length, start + insertion.length);
    });
  }

  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          size="sm"
          aria-label="Insert a value"
          title={`Insert a value into ${label}`}
          className="absolute top-0.5 right-0.5 w-7 bg-surface px-0 text-subtle dark:bg-sunken"
        >
          <Braces aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent
        align="end"
        className="max-h-80 w-72 overflow-y-auto"
        onCloseAutoFocus={(event) => {
          // back to the field, where one goes on typing
          event.preventDefault();
          field.current?.focus();
        }}
      >
        {groups.map((group) => (
          <div key={group.label} role="group" aria-label={group.label}>
            <DropdownMenuLabel>{group.label}</DropdownMenuLabel>
            {group.values.map((value) => (
              <DropdownMenuItem key={value.path} onSelect={() => insert(value.path)}>
                <span className="shrink-0">{value.label}</span>
                <span className="ml-auto truncate font-mono text-sm text-subtle">{value.path}</span>
              </DropdownMenuItem>
            ))}
          </div>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
