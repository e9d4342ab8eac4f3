'use client';
import { LogOut, Monitor, Moon, Settings, Sun } from 'lucide-react';
import Link from 'next/link';
import { Avatar } from '@/components/ui/avatar.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { useAuth, useLogout } from '@/hooks/use-auth.ts';
import { useTheme } from '@/hooks/use-theme.ts';
import { isThemeChoice } from '@/lib/theme.ts';

/** The person at the foot of the navigation: who it is, theme, log out. */
export function PersonMenu({ collapsed }: { collapsed: boolean }) {
  const { me } = useAuth();
  const logout = useLogout();
  const theme = useTheme();
  if (!me) return <Skeleton className="mx-1 h-7 flex-1" />;
  const name = me.user.name || me.user.email;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`${name}: account menu`}
        className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md px-1 text-left hover:bg-hover data-[state=open]:bg-hover"
      >
        <Avatar name={name} className="size-6" />
        <span className="min-w-0 flex-1 truncate text-base in-data-[nav=collapsed]:hidden">{name}</span>
      </DropdownMenuTrigger>
      <DropdownMenuContent side={collapsed ? 'right' : 'top'} align="start" className="w-56">
        <DropdownMenuLabel>{me.user.email}</DropdownMenuLabel>
        <DropdownMenuItem asChild>
          <Link href="/settings">
            <Settings aria-hidden="true" />
            Settings
          </Link>
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>Theme</DropdownMenuLabel>
        <DropdownMenuRadioGroup
          value={theme.choice}
          onValueChange={(value) => isThemeChoice(value) && theme.choose(value)}
        >
          <DropdownMenuRadioItem value="system">
            <Monitor aria-hidden="true" />
            System
          </DropdownMenuRadioItem>
          <DropdownMenuRadioItem value="light">
            <Sun aria-hidden="true" />
            Light
          </DropdownMenuRadioItem>
          <DropdownMenuRadioItem value="dark">
            <Moon aria-hidden="true" />
            Dark
          </DropdownMenuRadioItem>
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => logout.mutate()}>
          <LogOut aria-hidden="true" />
          Log out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
