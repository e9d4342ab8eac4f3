'use client';
import { Search, X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useShortcuts } from '@/hooks/use-shortcuts.ts';
import { classNames } from '@/lib/class-names.ts';
import { IconButton } from './icon-button.tsx';
import { Input } from './input.tsx';

const PAUSE_MS = 200;

type SearchInputProps = { value: string; onChange(value: string): void; label: string; className?: string };

/** Filters a list: `/` leads here, the text is passed on after a short pause, Escape empties it. */
export function SearchInput({ value, onChange, label, className }: SearchInputProps) {
  const [text, setText] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  useShortcuts({ '/': () => input.current?.focus() });
  const pass = useEffectEvent((next: string) => {
    if (next !== value) onChange(next);
  });
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    const timer = setTimeout(() => pass(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div className={classNames('relative', className)}>
      <Search className="pointer-events-none absolute top-2 left-2.5 size-4 text-subtle" aria-hidden="true" />
      <Input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={label}
        className="px-8 [&::-webkit-search-cancel-button]:hidden"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setText('');
        }}
      />
      {text === '' ? null : (
        <IconButton
          label="Clear"
          size="sm"
          className="absolute top-0.5 right-0.5"
          onClick={() => {
            setText('');
            input.current?.focus();
          }}
        >
          <X aria-hidden="true" />
        </IconButton>
      )}
    </div>
  );
}
