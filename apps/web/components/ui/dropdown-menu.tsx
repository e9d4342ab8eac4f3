'use client';
import { Check } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from '@/lib/class-names.ts';
import { Kbd } from './kbd.tsx';

/** Not modal: the page behind stays readable, and a dialog that an entry opens gets the focus. */
export function DropdownMenu(props: ComponentProps<typeof Radix.Root>) {
  return <Radix.Root modal={false} {...props} />;
}
export const DropdownMenuTrigger = Radix.Trigger;
export const DropdownMenuRadioGroup = Radix.RadioGroup;

const itemStyle =
  'flex min-h-8 cursor-default select-none items-center gap-2 rounded-sm px-2 outline-none data-disabled:opacity-50 data-highlighted:bg-hover dark:data-highlighted:bg-pressed [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-subtle';

export function DropdownMenuContent({ className, ...rest }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        sideOffset={4}
        collisionPadding={8}
        className={classNames(
          'z-50 min-w-44 animate-fade-in rounded-md bg-raised p-1 text-base text-fg shadow-float',
          className,
        )}
        {...rest}
      />
    </Radix.Portal>
  );
}

type ItemProps = ComponentProps<typeof Radix.Item> & { shortcut?: string; danger?: boolean };

export function DropdownMenuItem({ shortcut, danger, className, children, asChild, ...rest }: ItemProps) {
  const style = classNames(itemStyle, danger && 'text-failed-fg [&>svg]:text-failed-fg', className);
  if (asChild) {
    return (
      <Radix.Item asChild className={style} {...rest}>
        {children}
      </Radix.Item>
    );
  }
  return (
    <Radix.Item className={style} {...rest}>
      {children}
      {shortcut ? <Kbd keys={shortcut} className="ml-auto pl-4" /> : null}
    </Radix.Item>
  );
}

export function DropdownMenuRadioItem({
  className,
  children,
  ...rest
}: ComponentProps<typeof Radix.RadioItem>) {
  return (
    <Radix.RadioItem className={classNames(itemStyle, className)} {...rest}>
      {children}
      <Radix.ItemIndicator className="ml-auto pl-4">
        <Check className="size-4 text-accent-fg" aria-hidden="true" />
      </Radix.ItemIndicator>
    </Radix.RadioItem>
  );
}

export function DropdownMenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="group-label px-2 pt-1.5 pb-1">{children}</Radix.Label>;
}

export function DropdownMenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}
