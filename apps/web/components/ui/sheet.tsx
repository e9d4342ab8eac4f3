'use client';
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from '@/lib/class-names.ts';
import { focusContent } from './focus-content.ts';
import { IconButton } from './icon-button.tsx';

type SheetProps = {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: ReactNode;
  side?: 'right' | 'bottom';
  className?: string;
  children: ReactNode;
};

const sides = {
  right: 'inset-y-0 right-0 w-full max-w-lg animate-slide-in border-l',
  bottom:
    'inset-x-0 bottom-0 max-h-[85dvh] animate-fade-in rounded-t-lg border-t pb-[env(safe-area-inset-bottom)]',
} as const;

/** A panel that comes in from an edge over the page. */
export function Sheet({ open, onOpenChange, title, side = 'right', className, children }: SheetProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade-in bg-overlay" />
        <Radix.Content
          onOpenAutoFocus={focusContent}
          aria-describedby={undefined}
          className={classNames(
            'fixed z-40 flex flex-col outline-none border-line bg-raised text-fg shadow-float',
            sides[side],
            className,
          )}
        >
          <header className="flex items-center justify-between gap-3 border-line border-b px-4 py-2.5">
            <Radix.Title className="min-w-0 truncate font-semibold text-md">{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton label="Close" shortcut="Esc" size="sm">
                <X aria-hidden="true" />
              </IconButton>
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
