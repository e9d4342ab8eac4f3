'use client';
import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from '@/lib/class-names.ts';
import { controlStyles } from './input.tsx';

export type SelectOption = { value: string; label: ReactNode };

type SelectProps = {
  options: readonly SelectOption[];
  value: string | undefined;
  onValueChange(value: string): void;
  placeholder?: string;
  size?: 'sm' | 'md' | 'lg';
  disabled?: boolean;
  className?: string;
  id?: string;
  name?: string;
  'aria-label'?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
  'aria-required'?: boolean;
};

/** One of a few. Radix refuses empty values: an option that means "none" needs a value of its own. */
export function Select({
  options,
  value,
  onValueChange,
  placeholder,
  size,
  className,
  name,
  disabled,
  ...aria
}: SelectProps) {
  return (
    <Radix.Root value={value ?? ''} onValueChange={onValueChange} name={name} disabled={disabled}>
      <Radix.Trigger
        className={classNames(
          controlStyles({ size }),
          'inline-flex items-center justify-between gap-2 text-left data-placeholder:text-subtle',
          className,
        )}
        {...aria}
      >
        <span className="truncate">
          <Radix.Value placeholder={placeholder ?? 'Choose…'} />
        </span>
        <Radix.Icon asChild>
          <ChevronDown className="size-4 shrink-0 text-subtle" aria-hidden="true" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) animate-fade-in overflow-hidden rounded-md bg-raised text-base text-fg shadow-float"
        >
          <Radix.Viewport className="p-1">
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                className="relative flex h-8 cursor-default select-none items-center rounded-sm pr-8 pl-2 outline-none data-highlighted:bg-hover dark:data-highlighted:bg-pressed"
              >
                <Radix.ItemText>{option.label}</Radix.ItemText>
                <Radix.ItemIndicator className="absolute right-2">
                  <Check className="size-4 text-accent-fg" aria-hidden="true" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
