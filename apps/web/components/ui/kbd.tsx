import { classNames } from '@/lib/class-names.ts';

/** Keys of a shortcut: `"⌘K"` is one chord, `"g h"` two keys one after the other. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  return (
    <span className={classNames('inline-flex shrink-0 gap-0.5', className)}>
      {keys.split(' ').map((key) => (
        <kbd
          key={key}
          className="min-w-4.5 rounded-sm border border-line-strong bg-sunken dark:bg-surface px-1 text-center font-sans text-muted text-xs"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
