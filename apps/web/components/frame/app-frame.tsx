'use client';
import { usePathname, useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { useAuth } from '@/hooks/use-auth.ts';
import { useShortcuts } from '@/hooks/use-shortcuts.ts';
import { SocketProvider, useLiveFrame } from '@/hooks/use-socket.tsx';
import { ApiError } from '@/lib/api-error.ts';
import { BottomBar } from './bottom-bar.tsx';
import { BreadcrumbProvider } from './breadcrumb.tsx';
import { CommandPalette } from './command-palette.tsx';
import { navEntries } from './nav-entries.ts';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { SideNav } from './side-nav.tsx';
import { TopBar } from './top-bar.tsx';

/** Everything around a page of somebody who is logged in; leads the others to the log-in page. */
export function AppFrame({ children }: { children: ReactNode }) {
  const { me, error } = useAuth();
  const loggedOut = error instanceof ApiError && error.status === 401;
  useLeaveWhen(loggedOut);
  if (loggedOut) return null;
  return (
    <SocketProvider enabled={me !== undefined}>
      <BreadcrumbProvider>
        <Shell>
          {error ? (
            <ErrorState error={error} onRetry={() => location.reload()} className="flex-1" />
          ) : (
            children
          )}
        </Shell>
      </BreadcrumbProvider>
    </SocketProvider>
  );
}

function useLeaveWhen(loggedOut: boolean): void {
  const router = useRouter();
  const pathname = usePathname();
  useEffect(() => {
    if (!loggedOut) return;
    const next = pathname + location.search;
    router.replace(next === '/' ? '/log-in' : `/log-in?next=${encodeURIComponent(next)}`);
  }, [loggedOut, pathname, router]);
}

function Shell({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  useLiveFrame();
  useShortcuts({
    'mod+k': () => setPalette(true),
    '?': () => setHelp(true),
    ...Object.fromEntries(
      Object.values(navEntries).map((entry) => [entry.shortcut, () => router.push(entry.href)]),
    ),
  });
  return (
    <div className="flex h-dvh overflow-hidden">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <SideNav />
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar onSearch={() => setPalette(true)} onShortcuts={() => setHelp(true)} />
        <main id="main" tabIndex={-1} className="flex min-h-0 flex-1 flex-col overflow-y-auto outline-none">
          {children}
        </main>
        <BottomBar />
      </div>
      <CommandPalette open={palette} onOpenChange={setPalette} onShortcuts={() => setHelp(true)} />
      <ShortcutsDialog open={help} onOpenChange={setHelp} />
    </div>
  );
}
