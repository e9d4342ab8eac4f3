import type { Me, Session } from '@innoflow/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useSyncExternalStore } from 'react';
import { useAuth } from '@/hooks/use-auth.ts';
import { keys } from '@/lib/queries.ts';

/** Where to go after logging in: the page that was asked for, when it is one of ours. */
function nextPage(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? '/';
  // "//host" and "/\host" would leave for another site
  return /^\/(?![/\\])/.test(next) ? next : '/';
}

/** Goes on to the application once somebody is logged in, also when they already were. */
export function useEnter(): (session: Session) => void {
  const router = useRouter();
  const client = useQueryClient();
  const { me } = useAuth();
  useEffect(() => {
    if (me) router.replace(nextPage(location.search));
  }, [me, router]);
  return ({ user, organization }) => {
    client.clear();
    client.setQueryData<Me>(keys.me, { user, organization, organizations: [organization] });
    router.replace(nextPage(location.search));
  };
}

const nothingChanges = () => () => {};

/**
 * The type of the button that sends the form: none before the page is alive. A browser would send the form itself
 * otherwise, and show its visitor an error.
 */
export function useSubmitType(): 'submit' | 'button' {
  const alive = useSyncExternalStore(
    nothingChanges,
    () => true,
    () => false,
  );
  return alive ? 'submit' : 'button';
}
