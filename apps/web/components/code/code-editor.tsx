'use client';
import type { Extension } from '@codemirror/state';
import dynamic from 'next/dynamic';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { classNames } from '@/lib/class-names.ts';

export type CodeEditorProps = {
  value: string;
  onChange?: (value: string) => void;
  /** `json` checks the syntax as you type. */
  language?: 'json' | 'plain';
  readOnly?: boolean;
  /** Line numbers. */
  lines?: boolean;
  wrap?: boolean;
  placeholder?: string;
  /** Further CodeMirror extensions; keep the array the same between renders. */
  extensions?: Extension[];
  /** Height belongs here, e.g. "h-64" or "max-h-80". */
  className?: string;
  id?: string;
  'aria-label'?: string | undefined;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: boolean | undefined;
};

// CodeMirror weighs as much as the rest of a page: it is fetched when the first editor is shown
const View = dynamic(() => import('./code-editor-view.tsx'), {
  ssr: false,
  loading: () => (
    <div className="flex flex-col gap-2 p-3" role="status" aria-label="The editor is being loaded">
      <Skeleton className="w-2/5" />
      <Skeleton className="w-3/5" />
    </div>
  ),
});

/** A small code editor, framed like the other controls. */
export function CodeEditor({ className, ...props }: CodeEditorProps) {
  return (
    <div
      className={classNames(
        'flex min-h-16 flex-col overflow-hidden rounded-md border border-control bg-surface focus-within:border-focus focus-within:outline-1 focus-within:outline-focus has-aria-invalid:border-failed dark:bg-sunken',
        className,
      )}
    >
      <View {...props} className="flex-1" />
    </div>
  );
}
