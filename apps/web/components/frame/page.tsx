import type { ReactNode } from 'react';
import { classNames } from '@/lib/class-names.ts';

type PageProps = {
  title: string;
  /** Beside the title. */
  aside?: ReactNode;
  actions?: ReactNode;
  /** Forms stop at 640 px; lists fill the width. */
  width?: 'full' | 'form';
  children: ReactNode;
};

/** A page with a title. The designer and other pages that fill the frame do without it. */
export function Page({ title, aside, actions, width = 'full', children }: PageProps) {
  return (
    <div
      className={classNames(
        'flex min-w-0 flex-1 flex-col px-4 py-5 sm:px-6',
        width === 'form' && 'w-full max-w-[43rem]',
      )}
    >
      <header className="mb-4 flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
        {aside}
        <div className="ml-auto flex items-center gap-2">{actions}</div>
      </header>
      {children}
    </div>
  );
}
