import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '@/lib/class-names.ts';

type EmptyStateProps = {
  icon: LucideIcon;
  title: string;
  /** What to do next, in a sentence or two. */
  children?: ReactNode;
  actions?: ReactNode;
  className?: string;
};

export function EmptyState({ icon: Icon, title, children, actions, className }: EmptyStateProps) {
  return (
    <div
      className={classNames('flex flex-col items-center justify-center px-6 py-14 text-center', className)}
    >
      <span className="mb-3 grid size-10 place-items-center rounded-lg border border-line bg-surface text-subtle">
        <Icon className="size-5" aria-hidden="true" />
      </span>
      <h2 className="font-medium text-fg text-md">{title}</h2>
      {children ? <div className="mt-1 max-w-sm text-balance text-base text-muted">{children}</div> : null}
      {actions ? <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}
