'use client';
import { ToggleGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from '@/lib/class-names.ts';

type SegmentedProps<T extends string> = {
  label: string;
  value: T;
  onValueChange(value: T): void;
  options: readonly { value: T; label: ReactNode }[];
  className?: string;
};

/** One of two to five, all visible. */
export function Segmented<T extends string>({
  label,
  value,
  onValueChange,
  options,
  className,
}: SegmentedProps<T>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen) onValueChange(chosen.value);
      }}
      className={classNames('inline-flex w-fit rounded-md border border-line bg-sunken p-0.5', className)}
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          className="inline-flex h-7 items-center gap-1.5 rounded-sm px-2.5 text-base text-muted transition-colors hover:text-fg data-[state=on]:bg-raised data-[state=on]:text-fg data-[state=on]:ring-1 data-[state=on]:ring-line-strong [&_svg]:size-4"
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
