import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { classNames } from '@/lib/class-names.ts';

/** The shared look of everything that takes text. */
export const controlStyles = cva(
  'w-full min-w-0 rounded-md border border-control bg-surface text-fg transition-colors placeholder:text-subtle focus-visible:border-focus focus-visible:outline-1 focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:opacity-60 aria-invalid:border-failed [&[readonly]]:bg-sunken dark:bg-sunken',
  {
    variants: {
      size: { sm: 'h-7 px-2 text-base', md: 'h-8 px-2.5 text-base', lg: 'h-10 px-3 text-md' },
    },
    defaultVariants: { size: 'md' },
  },
);

export type InputProps = Omit<ComponentProps<'input'>, 'size'> & VariantProps<typeof controlStyles>;

export function Input({ size, className, ...rest }: InputProps) {
  return <input className={classNames(controlStyles({ size }), className)} {...rest} />;
}

export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={4}
      className={classNames(
        controlStyles(),
        'field-sizing-content h-auto max-h-96 min-h-16 resize-y py-1.5',
        className,
      )}
      {...rest}
    />
  );
}
