import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { classNames } from '@/lib/class-names.ts';

export const badgeStyles = cva(
  'inline-flex h-5 w-fit shrink-0 items-center align-middle gap-1 whitespace-nowrap rounded-full px-2 font-medium text-sm [&_svg]:size-3.5 [&_svg]:shrink-0',
  {
    variants: {
      tone: {
        neutral: 'bg-neutral-soft text-neutral-fg',
        accent: 'bg-accent-soft text-accent-fg',
        running: 'bg-running-soft text-running-fg',
        success: 'bg-success-soft text-success-fg',
        waiting: 'bg-waiting-soft text-waiting-fg',
        failed: 'bg-failed-soft text-failed-fg',
        outline: 'border border-line-strong text-muted',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
);

export type BadgeTone = NonNullable<VariantProps<typeof badgeStyles>['tone']>;

export function Badge({ tone, className, ...rest }: ComponentProps<'span'> & { tone?: BadgeTone }) {
  return <span className={classNames(badgeStyles({ tone }), className)} {...rest} />;
}
