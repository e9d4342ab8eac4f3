'use client';
import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { classNames } from '@/lib/class-names.ts';

type PanelProps = {
  icon?: ReactNode;
  title: ReactNode;
  subtitle?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
};

/** The frame of everything in the inspector: its head stays, its body scrolls. */
export function Panel({ icon, title, subtitle, actions, children }: PanelProps) {
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex min-h-14 items-center gap-2.5 border-line border-b py-2 pr-2 pl-4">
        {icon}
        <div className="min-w-0 flex-1">
          <h2 className="truncate font-semibold text-md leading-5">{title}</h2>
          {subtitle ? <p className="truncate text-sm text-subtle leading-4">{subtitle}</p> : null}
        </div>
        {actions}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
    </div>
  );
}

type PanelSectionProps = {
  title?: string;
  /** At the right of the title: what is set, in a word or two. */
  aside?: ReactNode;
  /** Can be folded; says whether it is open at first. */
  open?: boolean;
  children: ReactNode;
};

export function PanelSection({ title, aside, open, children }: PanelSectionProps) {
  const [shown, setShown] = useState(open ?? true);
  const body = (
    <div className={classNames('flex flex-col gap-4 px-4 pb-4', title ? 'pt-1' : 'pt-4')}>{children}</div>
  );
  if (!title) return <section className="border-line border-b last:border-b-0">{body}</section>;
  return (
    <section className="border-line border-b last:border-b-0">
      {open === undefined ? (
        <h3 className="flex h-10 items-center justify-between px-4 font-medium">
          {title}
          {aside}
        </h3>
      ) : (
        <h3>
          <button
            type="button"
            aria-expanded={shown}
            onClick={() => setShown(!shown)}
            className="flex h-10 w-full items-center gap-1.5 px-4 text-left font-medium hover:bg-hover focus-visible:-outline-offset-2"
          >
            <ChevronRight
              className={classNames('-ml-1 size-4 text-subtle transition-transform', shown && 'rotate-90')}
              aria-hidden="true"
            />
            {title}
            <span className="ml-auto truncate font-normal text-sm text-subtle">{aside}</span>
          </button>
        </h3>
      )}
      {shown ? body : null}
    </section>
  );
}
