'use client';
import dynamic from 'next/dynamic';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { classNames } from '@/lib/class-names.ts';
import type { CodeEditorProps } from './code-editor-props.ts';

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
