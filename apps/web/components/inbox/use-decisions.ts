import { routes } from '@innoflow/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { api } from '@/lib/api.ts';
import { keys } from '@/lib/queries.ts';
import { type Decision, PendingDecisions } from './pending-decisions.ts';

/** The decisions of this visit to the inbox; those that wait are sent when the page is left. */
export function useDecisions(): { pending: PendingDecisions; decisions: readonly Decision[] } {
  const client = useQueryClient();
  const [pending] = useState(
    () =>
      new PendingDecisions(async ({ task, outcome, values, comment }, { keepalive }) => {
        await api(routes.inbox.complete, {
          params: { id: task.id },
          body: { outcome, values, comment },
          keepalive,
        });
        client.removeQueries({ queryKey: keys.humanTask(task.id) });
        await client.invalidateQueries({ queryKey: keys.inbox });
      }),
  );
  useEffect(() => {
    const send = () => pending.sendAll();
    addEventListener('pagehide', send);
    return () => {
      removeEventListener('pagehide', send);
      send();
    };
  }, [pending]);
  const decisions = useSyncExternalStore(
    (listener) => pending.onChange(listener),
    () => pending.decisions,
    () => pending.decisions,
  );
  return { pending, decisions };
}
