'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { FileUp, Keyboard, LogOut, Moon, Plus, Search, Sun, Workflow } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { Kbd } from '@/components/ui/kbd.tsx';
import { RelativeTime } from '@/components/ui/relative-time.tsx';
import { StatusIcon } from '@/components/ui/status-badge.tsx';
import { useAuth, useLogout } from '@/hooks/use-auth.ts';
import { useTheme } from '@/hooks/use-theme.ts';
import { runsQuery, workflowsQuery } from '@/lib/queries.ts';
import { navEntries } from './nav-entries.ts';

type CommandPaletteProps = { open: boolean; onOpenChange(open: boolean): void; onShortcuts(): void };

/** ⌘K: every page, workflow, recent run and action by name. */
export function CommandPalette({ open, onOpenChange, onShortcuts }: CommandPaletteProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 animate-fade-in bg-overlay" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed top-[12dvh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 animate-fade-in overflow-hidden rounded-lg bg-raised text-fg shadow-float"
        >
          <Radix.Title className="sr-only">Search or jump to</Radix.Title>
          <Palette onDone={() => onOpenChange(false)} onShortcuts={onShortcuts} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Palette({ onDone, onShortcuts }: { onDone(): void; onShortcuts(): void }) {
  const router = useRouter();
  const { can } = useAuth();
  const logout = useLogout();
  const theme = useTheme();
  const [search, setSearch] = useState('');
  const asked = useDeferredValue(search.trim());
  const workflows = useInfiniteQuery({ ...workflowsQuery(asked), placeholderData: (previous) => previous });
  const runs = useInfiniteQuery(runsQuery());
  const act = (action: () => void) => () => {
    onDone();
    action();
  };
  const go = (href: string) => act(() => router.push(href));
  return (
    <Command label="Search or jump to" loop>
      <div className="flex items-center gap-2.5 border-line border-b px-4">
        <Search className="size-4 shrink-0 text-subtle" aria-hidden="true" />
        <Command.Input
          value={search}
          onValueChange={setSearch}
          placeholder="Pages, workflows, runs, actions"
          className="h-12 flex-1 bg-transparent text-md outline-none"
        />
        <Kbd keys="Esc" />
      </div>
      <Command.List className="max-h-[min(24rem,60dvh)] overflow-y-auto p-1.5">
        <Command.Empty className="px-3 py-8 text-center text-base text-muted">
          Nothing is called “{search}”.
        </Command.Empty>
        <Group heading="Go to">
          {Object.values(navEntries).map((entry) => (
            <Item
              key={entry.href}
              value={`go to ${entry.label}`}
              shortcut={entry.shortcut}
              onSelect={go(entry.href)}
            >
              <entry.icon aria-hidden="true" />
              {entry.label}
            </Item>
          ))}
        </Group>
        <Group heading="Workflows">
          {workflows.data?.pages[0]?.items.slice(0, 8).map((workflow) => (
            <Item
              key={workflow.id}
              value={`workflow ${workflow.name} ${workflow.id}`}
              onSelect={go(`/workflows/${workflow.id}`)}
            >
              <Workflow aria-hidden="true" />
              <span className="truncate">{workflow.name}</span>
            </Item>
          ))}
        </Group>
        <Group heading="Latest runs">
          {runs.data?.pages[0]?.items.slice(0, 6).map((run) => (
            <Item
              key={run.id}
              value={`run ${run.workflowName} ${run.status} ${run.id}`}
              onSelect={go(`/runs/${run.id}`)}
            >
              <StatusIcon status={run.status} />
              <span className="truncate">{run.workflowName}</span>
              <span className="font-mono text-sm text-subtle">{run.id.slice(-8)}</span>
              <RelativeTime at={run.createdAt} className="ml-auto shrink-0 text-sm text-subtle" />
            </Item>
          ))}
        </Group>
        <Group heading="Actions">
          {can('workflow.edit') ? (
            <>
              <Item value="new workflow create" shortcut="c" onSelect={go('/workflows?new=blank')}>
                <Plus aria-hidden="true" />
                New workflow
              </Item>
              <Item value="import workflow json" onSelect={go('/workflows?new=import')}>
                <FileUp aria-hidden="true" />
                Import a workflow
              </Item>
            </>
          ) : null}
          <Item value="light theme" onSelect={act(() => theme.choose('light'))}>
            <Sun aria-hidden="true" />
            Use the light theme
          </Item>
          <Item value="dark theme" onSelect={act(() => theme.choose('dark'))}>
            <Moon aria-hidden="true" />
            Use the dark theme
          </Item>
          <Item value="keyboard shortcuts help" shortcut="?" onSelect={act(onShortcuts)}>
            <Keyboard aria-hidden="true" />
            Keyboard shortcuts
          </Item>
          <Item value="log out sign out" onSelect={act(() => logout.mutate())}>
            <LogOut aria-hidden="true" />
            Log out
          </Item>
        </Group>
      </Command.List>
    </Command>
  );
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-subtle [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  );
}

function Item({
  value,
  shortcut,
  onSelect,
  children,
}: {
  value: string;
  shortcut?: string;
  onSelect(): void;
  children: ReactNode;
}) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex h-9 cursor-default items-center gap-2.5 rounded-md px-2.5 text-base data-[selected=true]:bg-hover dark:data-[selected=true]:bg-pressed [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-subtle"
    >
      {children}
      {shortcut ? <Kbd keys={shortcut} className="ml-auto" /> : null}
    </Command.Item>
  );
}
