import { cva, type VariantProps } from 'class-variance-authority';
import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { classNames } from '@/lib/class-names.ts';
import { Ring } from './ring.tsx';

export const buttonStyles = cva(
  'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'border-transparent bg-accent text-on-accent not-disabled:hover:bg-accent-hover',
        secondary:
          'border-line-strong bg-surface text-fg not-disabled:hover:bg-hover data-[state=open]:bg-hover dark:bg-raised dark:not-disabled:hover:bg-pressed',
        ghost:
          'border-transparent bg-transparent text-muted not-disabled:hover:bg-hover not-disabled:hover:text-fg data-[state=open]:bg-hover data-[state=open]:text-fg',
        danger: 'border-transparent bg-failed-hover text-on-accent not-disabled:hover:brightness-90',
        link: 'border-transparent bg-transparent text-accent-fg underline-offset-4 not-disabled:hover:underline',
      },
      size: {
        sm: 'h-7 px-2 text-sm [&_svg]:size-3.5',
        md: 'h-8 px-3 text-base',
        lg: 'h-10 px-4 text-md',
      },
    },
    compoundVariants: [{ variant: 'link', className: 'h-auto px-0' }],
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
);

export type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonStyles> & {
    /** Renders the only child (a link, mostly) with the looks of a button. */
    asChild?: boolean;
    /** The action is under way: the button keeps its size, cannot be pressed and says so. */
    busy?: boolean;
  };

export function Button({
  variant,
  size,
  asChild,
  busy,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  const style = classNames(buttonStyles({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={style} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type="button"
      className={style}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy ? <Ring /> : null}
      {children}
    </button>
  );
}
