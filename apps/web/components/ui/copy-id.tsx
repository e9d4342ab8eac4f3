'use client';
import { Check, Copy } from 'lucide-react';
import { useCopy } from '@/hooks/use-copy.ts';
import { classNames } from '@/lib/class-names.ts';
import { Tooltip } from './tooltip.tsx';

type CopyIdProps = { id: string; label?: string; className?: string };

/** An id in mono, shortened to its end (time-ordered ids begin alike); a click copies all of it. */
export function CopyId({ id, label = 'Copy id', className }: CopyIdProps) {
  const { copied, copy } = useCopy();
  return (
    <Tooltip content={copied ? 'Copied' : <span className="font-mono">{id}</span>}>
      <button
        type="button"
        aria-label={`${label} ${id}`}
        onClick={() => copy(id)}
        className={classNames(
          'group/copy inline-flex h-6 items-center gap-1 rounded-sm px-1 font-mono text-muted text-sm hover:bg-hover hover:text-fg',
          className,
        )}
      >
        {id.length > 12 ? id.slice(-8) : id}
        {copied ? (
          <Check className="size-3 text-success" aria-hidden="true" />
        ) : (
          <Copy
            className="size-3 opacity-0 group-hover/copy:opacity-100 group-focus-visible/copy:opacity-100"
            aria-hidden="true"
          />
        )}
        <span className="sr-only" aria-live="polite">
          {copied ? 'Copied' : ''}
        </span>
      </button>
    </Tooltip>
  );
}
