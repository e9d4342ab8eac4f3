'use client';
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Avatar } from '@/components/ui/avatar.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { Tooltip } from '@/components/ui/tooltip.tsx';
import { useAuth } from '@/hooks/use-auth.ts';
import { useInboxCount } from '@/hooks/use-inbox-count.ts';
import { useNavCollapsed } from '@/hooks/use-nav-collapsed.ts';
import { classNames } from '@/lib/class-names.ts';
import { LiveNotice } from './live-notice.tsx';
import { isCurrent, type NavEntry, navEntries } from './nav-entries.ts';
import { PersonMenu } from './person-menu.tsx';

/** The navigation at the left; its width and what it hides follow `data-nav` on <html>. */
export function SideNav() {
  const { me } = useAuth();
  const { collapsed, toggle } = useNavCollapsed();
  const inboxCount = useInboxCount();
  return (
    <nav
      aria-label="Main"
      className="flex w-(--nav-width) shrink-0 flex-col border-line border-r bg-canvas in-data-[nav=collapsed]:w-(--nav-width-collapsed) max-md:hidden"
    >
      <div className="flex h-(--topbar-height) shrink-0 items-center gap-2.5 px-3">
        {me ? (
          <Tooltip content={me.organization.name} side="right" enabled={collapsed}>
            <span className="flex min-w-0 items-center gap-2.5">
              <Avatar name={me.organization.name} square />
              <span className="truncate font-semibold text-base in-data-[nav=collapsed]:hidden">
                {me.organization.name}
              </span>
            </span>
          </Tooltip>
        ) : (
          <>
            <Skeleton className="size-7 rounded-md" />
            <Skeleton className="w-24 in-data-[nav=collapsed]:hidden" />
          </>
        )}
      </div>
      <ul className="flex flex-1 flex-col gap-0.5 overflow-y-auto px-2 py-2">
        <NavLink entry={navEntries.home} collapsed={collapsed} />
        <NavLink entry={navEntries.workflows} collapsed={collapsed} />
        <NavLink entry={navEntries.runs} collapsed={collapsed} />
        <NavLink entry={navEntries.inbox} collapsed={collapsed} count={inboxCount} />
        <li aria-hidden="true" className="mx-1 my-2 border-line border-t" />
        <NavLink entry={navEntries.settings} collapsed={collapsed} />
      </ul>
      <LiveNotice />
      <div className="flex items-center gap-1 border-line border-t p-2 in-data-[nav=collapsed]:flex-col">
        <PersonMenu collapsed={collapsed} />
        <IconButton
          label={collapsed ? 'Open the navigation' : 'Collapse the navigation'}
          tooltipSide="right"
          aria-expanded={!collapsed}
          onClick={toggle}
        >
          {collapsed ? <PanelLeftOpen aria-hidden="true" /> : <PanelLeftClose aria-hidden="true" />}
        </IconButton>
      </div>
    </nav>
  );
}

function NavLink({
  entry,
  collapsed,
  count,
}: {
  entry: NavEntry;
  collapsed: boolean;
  count?: string | undefined;
}) {
  const current = isCurrent(entry, usePathname());
  return (
    <li>
      <Tooltip content={entry.label} shortcut={entry.shortcut} side="right" enabled={collapsed}>
        <Link
          href={entry.href}
          aria-current={current ? 'page' : undefined}
          className={classNames(
            'relative flex h-8 items-center gap-2.5 rounded-md px-2.5 text-base text-muted transition-colors hover:bg-hover hover:text-fg',
            current && 'bg-pressed font-medium text-fg hover:bg-pressed',
          )}
        >
          <entry.icon
            className={classNames('size-4 shrink-0', current && 'text-accent-fg')}
            aria-hidden="true"
          />
          <span className="truncate in-data-[nav=collapsed]:sr-only">{entry.label}</span>
          {count ? (
            <span className="tabular ml-auto rounded-full bg-accent-soft px-1.5 font-medium text-accent-fg text-sm in-data-[nav=collapsed]:absolute in-data-[nav=collapsed]:-top-1 in-data-[nav=collapsed]:-right-0.5 in-data-[nav=collapsed]:px-1 in-data-[nav=collapsed]:text-xs">
              {count}
              <span className="sr-only"> waiting</span>
            </span>
          ) : null}
        </Link>
      </Tooltip>
    </li>
  );
}
