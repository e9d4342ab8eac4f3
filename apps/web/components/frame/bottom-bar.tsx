'use client';
import { BookOpen, Ellipsis, LogOut } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { Sheet } from '@/components/ui/sheet.tsx';
import { useAuth, useLogout } from '@/hooks/use-auth.ts';
import { useInboxCount } from '@/hooks/use-inbox-count.ts';
import { classNames } from '@/lib/class-names.ts';
import { isCurrent, type NavEntry, navEntries } from './nav-entries.ts';

const itemStyle =
  'relative flex h-full w-full flex-col items-center justify-center gap-0.5 text-muted text-xs';

/** The navigation of a phone. */
export function BottomBar() {
  const [more, setMore] = useState(false);
  const inboxCount = useInboxCount();
  return (
    <nav
      aria-label="Main"
      className="grid h-(--bottombar-height) shrink-0 grid-cols-4 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <BarLink entry={navEntries.home} />
      <BarLink entry={navEntries.inbox} count={inboxCount} />
      <BarLink entry={navEntries.runs} />
      <button type="button" aria-haspopup="dialog" className={itemStyle} onClick={() => setMore(true)}>
        <Ellipsis className="size-5" aria-hidden="true" />
        More
      </button>
      <Sheet open={more} onOpenChange={setMore} title="More" side="bottom">
        <MoreEntries onDone={() => setMore(false)} />
      </Sheet>
    </nav>
  );
}

function BarLink({ entry, count }: { entry: NavEntry; count?: string | undefined }) {
  const current = isCurrent(entry, usePathname());
  return (
    <Link
      href={entry.href}
      aria-current={current ? 'page' : undefined}
      className={classNames(itemStyle, current && 'font-medium text-accent-fg')}
    >
      <entry.icon className="size-5" aria-hidden="true" />
      {entry.label}
      {count ? (
        <span className="tabular absolute top-1 left-[calc(50%+0.35rem)] rounded-full bg-accent px-1 font-medium text-on-accent text-xs leading-4">
          {count}
          <span className="sr-only"> waiting</span>
        </span>
      ) : null}
    </Link>
  );
}

function MoreEntries({ onDone }: { onDone(): void }) {
  const { me } = useAuth();
  const logout = useLogout();
  return (
    <ul className="p-2">
      {me ? (
        <li className="px-3 pb-2 text-base text-muted">
          {me.user.email} · {me.organization.name}
        </li>
      ) : null}
      {[navEntries.workflows, navEntries.settings].map((entry) => (
        <MoreEntry key={entry.href}>
          <Link href={entry.href} onClick={onDone}>
            <entry.icon aria-hidden="true" />
            {entry.label}
          </Link>
        </MoreEntry>
      ))}
      <MoreEntry>
        <a href="/api/docs/" target="_blank" rel="noreferrer">
          <BookOpen aria-hidden="true" />
          API documentation
        </a>
      </MoreEntry>
      <MoreEntry>
        <button type="button" onClick={() => logout.mutate()}>
          <LogOut aria-hidden="true" />
          Log out
        </button>
      </MoreEntry>
    </ul>
  );
}

function MoreEntry({ children }: { children: ReactNode }) {
  return (
    <li className="[&>*]:flex [&>*]:h-11 [&>*]:w-full [&>*]:items-center [&>*]:gap-3 [&>*]:rounded-md [&>*]:px-3 [&>*]:text-md [&_svg]:size-5 [&_svg]:text-subtle">
      {children}
    </li>
  );
}
