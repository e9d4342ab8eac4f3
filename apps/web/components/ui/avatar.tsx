import { classNames } from '@/lib/class-names.ts';

const sizes = { sm: 'size-5 text-xs', md: 'size-7 text-sm' } as const;

/** The initials of a person or an organization; the name stands beside it, so it is hidden from screen readers. */
export function Avatar({
  name,
  size = 'md',
  square,
  className,
}: {
  name: string;
  size?: 'sm' | 'md';
  square?: boolean;
  className?: string;
}) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        'grid shrink-0 select-none place-items-center bg-accent-soft font-semibold text-accent-fg',
        square ? 'rounded-md' : 'rounded-full',
        sizes[size],
        className,
      )}
    >
      {initialsOf(name, size === 'sm' ? 1 : 2)}
    </span>
  );
}

function initialsOf(name: string, count: number): string {
  const words = name.split(/[\s@._-]+/).filter((word) => word !== '');
  return words
    .slice(0, count)
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('');
}
