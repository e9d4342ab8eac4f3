'use client';
import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { createContext, Fragment, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { isCurrent, navEntries } from './nav-entries.ts';

type CrumbContext = { title: string | undefined; setTitle(title: string | undefined): void };

const Context = createContext<CrumbContext>({ title: undefined, setTitle: () => {} });

export function BreadcrumbProvider({ children }: { children: ReactNode }) {
  const [title, setTitle] = useState<string>();
  return <Context value={useMemo(() => ({ title, setTitle }), [title])}>{children}</Context>;
}

/** Names the page of one thing (a workflow, a run) in the breadcrumb and in the window's title. */
export function usePageTitle(title: string | undefined): void {
  const { setTitle } = useContext(Context);
  useEffect(() => {
    setTitle(title);
    if (title !== undefined) document.title = `${title} · InnoFlow`;
    return () => setTitle(undefined);
  }, [title, setTitle]);
}

export function Breadcrumb() {
  const pathname = usePathname();
  const { title } = useContext(Context);
  const section = Object.values(navEntries).find((entry) => isCurrent(entry, pathname));
  if (!section) return null;
  const deep = pathname !== section.href;
  const crumbs = [
    { label: section.label, href: section.href },
    ...(deep && title ? [{ label: title, href: '' }] : []),
  ];
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1 text-base">
        {crumbs.map((crumb, index) => {
          const last = index === crumbs.length - 1 && (!deep || crumb.href === '');
          return (
            <Fragment key={crumb.label}>
              {index > 0 ? (
                <ChevronRight className="size-3.5 shrink-0 text-subtle" aria-hidden="true" />
              ) : null}
              <li className={last ? 'min-w-0 truncate font-medium' : 'shrink-0'}>
                {last ? (
                  <span aria-current="page">{crumb.label}</span>
                ) : (
                  <Link href={crumb.href} className="rounded-sm text-muted hover:text-fg">
                    {crumb.label}
                  </Link>
                )}
              </li>
            </Fragment>
          );
        })}
      </ol>
    </nav>
  );
}
