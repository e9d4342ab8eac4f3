'use client';
import { BookOpen, CircleHelp, Keyboard, Search } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import { useModKey } from '@/hooks/use-mod-key.ts';
import { Breadcrumb } from './breadcrumb.tsx';

type TopBarProps = { onSearch(): void; onShortcuts(): void };

export function TopBar({ onSearch, onShortcuts }: TopBarProps) {
  const mod = useModKey();
  return (
    <header className="flex h-(--topbar-height) shrink-0 items-center gap-2 border-line border-b bg-canvas px-4">
      <div className="flex min-w-0 flex-1">
        <Breadcrumb />
      </div>
      <Button
        onClick={onSearch}
        aria-haspopup="dialog"
        className="w-56 justify-start font-normal text-subtle max-lg:hidden"
      >
        <Search aria-hidden="true" />
        Search or jump to
        <Kbd keys={`${mod}K`} className="ml-auto" />
      </Button>
      <IconButton label="Search" shortcut={`${mod}K`} className="lg:hidden" onClick={onSearch}>
        <Search aria-hidden="true" />
      </IconButton>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" className="w-8 px-0" aria-label="Help">
            <CircleHelp aria-hidden="true" />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={onShortcuts} shortcut="?">
            <Keyboard aria-hidden="true" />
            Keyboard shortcuts
          </DropdownMenuItem>
          <DropdownMenuItem asChild>
            <a href="/api/docs/" target="_blank" rel="noreferrer">
              <BookOpen aria-hidden="true" />
              API documentation
            </a>
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
    </header>
  );
}
