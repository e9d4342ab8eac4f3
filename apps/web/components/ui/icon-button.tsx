import type { ReactNode } from 'react';
import { classNames } from '@/lib/class-names.ts';
import { Button, type ButtonProps } from './button.tsx';
import { Tooltip } from './tooltip.tsx';

type IconButtonProps = Omit<ButtonProps, 'children'> & {
  /** What it does: its accessible name, and its tooltip. */
  label: string;
  shortcut?: string;
  tooltipSide?: 'top' | 'right' | 'bottom' | 'left';
  children: ReactNode;
};

/** A square button with only an icon; its label shows on hover and focus. */
export function IconButton({
  label,
  shortcut,
  tooltipSide,
  className,
  size,
  variant,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip content={label} shortcut={shortcut} side={tooltipSide}>
      <Button
        aria-label={label}
        variant={variant ?? 'ghost'}
        size={size}
        className={classNames(
          size === 'sm' ? 'w-7 px-0' : size === 'lg' ? 'w-10 px-0' : 'w-8 px-0',
          className,
        )}
        {...rest}
      />
    </Tooltip>
  );
}
