'use client';
import { AlertDialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { ErrorNote } from './error-state.tsx';

type ConfirmDialogProps = {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  /** What will happen, and what will not. */
  children: ReactNode;
  /** A verb and its object: "Delete workflow". */
  action: string;
  danger?: boolean;
  busy?: boolean;
  error?: unknown;
  onConfirm(): void;
};

/** Asks before something that cannot be undone. The caller closes it when the action has succeeded. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  children,
  action,
  danger,
  busy,
  error,
  onConfirm,
}: ConfirmDialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade-in bg-overlay" />
        <Radix.Content className="fixed top-1/2 left-1/2 z-40 w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 -translate-y-1/2 animate-fade-in rounded-lg bg-raised p-5 text-fg shadow-float">
          <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
          <Radix.Description asChild>
            <div className="mt-1.5 text-base text-muted">{children}</div>
          </Radix.Description>
          <ErrorNote error={error} className="mt-3" />
          <div className="mt-5 flex justify-end gap-2">
            <Radix.Cancel asChild>
              <Button>Keep it</Button>
            </Radix.Cancel>
            <Button variant={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
              {action}
            </Button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
