import { House, Inbox, type LucideIcon, Play, Settings, Workflow } from 'lucide-react';

export type NavEntry = {
  label: string;
  href: string;
  icon: LucideIcon;
  /** Keys, one after the other. */
  shortcut: string;
};

/** The pages of the navigation, in order. Only what exists stands here. */
export const navEntries = {
  home: { label: 'Home', href: '/', icon: House, shortcut: 'g h' },
  workflows: { label: 'Workflows', href: '/workflows', icon: Workflow, shortcut: 'g w' },
  runs: { label: 'Runs', href: '/runs', icon: Play, shortcut: 'g r' },
  inbox: { label: 'Inbox', href: '/inbox', icon: Inbox, shortcut: 'g i' },
  settings: { label: 'Settings', href: '/settings', icon: Settings, shortcut: 'g s' },
} as const satisfies Record<string, NavEntry>;

export function isCurrent(entry: NavEntry, pathname: string): boolean {
  return entry.href === '/'
    ? pathname === '/'
    : pathname === entry.href || pathname.startsWith(`${entry.href}/`);
}
