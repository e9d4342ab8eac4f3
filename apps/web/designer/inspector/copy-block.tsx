'use client';
import { Check, Copy } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { useCopy } from '@/hooks/use-copy.ts';

/** Text to take along: an address, a command. */
export function CopyBlock({ label, text }: { label: string; text: string }) {
  const { copied, copy } = useCopy();
  return (
    <div className="relative rounded-md border border-line bg-sunken">
      <pre
        aria-label={label}
        className="overflow-x-auto whitespace-pre-wrap break-all py-2 pr-10 pl-2.5 font-mono text-sm leading-5"
      >
        {text}
      </pre>
      <IconButton
        label={copied ? 'Copied' : `Copy: ${label.toLowerCase()}`}
        size="sm"
        className="absolute top-1 right-1"
        onClick={() => copy(text)}
      >
        {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      </IconButton>
    </div>
  );
}
