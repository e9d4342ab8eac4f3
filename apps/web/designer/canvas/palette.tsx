'use client';
import { X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Input } from '@/components/ui/input.tsx';
import { classNames } from '@/lib/class-names.ts';
import type { Catalog } from '../model/catalog.ts';
import type { Point } from '../model/draft-view.ts';
import { usePaletteDrag } from './palette-drag.tsx';
import { type PaletteEntry, paletteGroups } from './palette-entries.ts';
import { TaskIcon } from './task-icon.tsx';

type PaletteProps = {
  catalog: Catalog;
  withTriggers: boolean;
  autoFocus: boolean;
  /** Beside the port that it was called from, instead of at the left. */
  floating: Point | undefined;
  onChoose(entry: PaletteEntry): void;
  onDrop(entry: PaletteEntry, at: Point): void;
  onClose(): void;
};

/** Everything that can be put on the canvas: type to search, click or drag to add. */
export function Palette({
  catalog,
  withTriggers,
  autoFocus,
  floating,
  onChoose,
  onDrop,
  onClose,
}: PaletteProps) {
  const [search, setSearch] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const groups = paletteGroups(catalog, search, withTriggers);
  const drag = usePaletteDrag(onDrop, (entry: PaletteEntry) => <Ghost entry={entry} />);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') {
      event.preventDefault();
      onClose();
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const next = event.key === 'ArrowDown' ? at + 1 : at - 1;
    buttons[Math.max(0, Math.min(buttons.length - 1, next))]?.focus();
  }

  return (
    <section
      data-palette
      aria-label="Palette"
      onKeyDown={onKeyDown}
      style={floating ? { left: floating.x, top: floating.y } : undefined}
      className={classNames(
        'nowheel z-20 flex w-64 animate-fade-in flex-col overflow-hidden rounded-lg bg-raised shadow-float',
        floating
          ? 'fixed max-h-96'
          : 'absolute top-3 bottom-3 left-3 max-h-[42rem] max-sm:right-3 max-sm:w-auto',
      )}
    >
      <div className="flex items-center gap-1 border-line border-b p-2">
        <Input
          aria-label="Search the palette"
          placeholder="Search tasks…"
          autoFocus={autoFocus}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => {
            const [first] = groups[0]?.entries ?? [];
            if (event.key !== 'Enter' || !first) return;
            onChoose(first);
            onClose();
          }}
        />
        <IconButton label="Close the palette" shortcut="Esc" onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </div>
      <div ref={list} className="min-h-0 flex-1 overflow-y-auto p-1.5">
        {groups.map((group) => (
          <PaletteSection key={group.label} label={group.label}>
            {group.entries.map((entry) => (
              <PaletteButton
                key={entry.title}
                entry={entry}
                handlers={drag.handlers(entry)}
                onClick={() => {
                  if (!drag.wasDrag()) onChoose(entry);
                }}
              />
            ))}
          </PaletteSection>
        ))}
        {groups.length === 0 ? (
          <p className="px-2 py-6 text-center text-subtle">Nothing is called “{search}”.</p>
        ) : null}
      </div>
      {drag.ghost}
    </section>
  );
}

function PaletteSection({ label, children }: { label: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="mb-1.5">
      <h3 id={id} className="group-label px-2 pt-1.5 pb-1">
        {label}
      </h3>
      {children}
    </section>
  );
}

type ButtonProps = {
  entry: PaletteEntry;
  handlers: ReturnType<ReturnType<typeof usePaletteDrag<PaletteEntry>>['handlers']>;
  onClick(): void;
};

function PaletteButton({ entry, handlers, onClick }: ButtonProps) {
  const helpId = useId();
  return (
    <button
      type="button"
      aria-label={entry.title}
      aria-describedby={helpId}
      onClick={onClick}
      {...handlers}
      className="flex w-full cursor-grab touch-pan-y select-none items-center gap-2.5 rounded-md px-2 py-1.5 text-left hover:bg-hover focus-visible:-outline-offset-2 active:cursor-grabbing dark:hover:bg-pressed"
    >
      <EntryIcon entry={entry} />
      <span className="min-w-0">
        <span className="block truncate font-medium leading-5">{entry.title}</span>
        <span id={helpId} title={entry.help} className="block truncate text-sm text-subtle leading-4">
          {entry.help}
        </span>
      </span>
    </button>
  );
}

function EntryIcon({ entry }: { entry: PaletteEntry }) {
  if (entry.kind === 'task') return <TaskIcon descriptor={entry.descriptor} />;
  return (
    <span
      aria-hidden="true"
      className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft text-accent-fg [&_svg]:size-4"
    >
      <entry.icon strokeWidth={1.75} />
    </span>
  );
}

function Ghost({ entry }: { entry: PaletteEntry }) {
  return (
    <div className="flex h-14 w-60 items-center gap-2.5 rounded-lg border border-accent bg-raised px-3 shadow-float">
      <EntryIcon entry={entry} />
      <span className="truncate font-medium">{entry.title}</span>
    </div>
  );
}
