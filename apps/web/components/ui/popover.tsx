'use client';
import { Popover as Radix } from 'radix-ui';
import type { ComponentProps } from 'react';
import { classNames } from '@/lib/class-names.ts';

export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;

export function PopoverContent({ className, ...rest }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        sideOffset={6}
        collisionPadding={8}
        className={classNames(
          'z-50 w-72 animate-fade-in rounded-md bg-raised p-3 text-base text-fg shadow-float',
          className,
        )}
        {...rest}
      />
    </Radix.Portal>
  );
}
