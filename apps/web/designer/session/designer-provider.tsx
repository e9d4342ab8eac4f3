'use client';
import { routes, type Workflow } from '@innoflow/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useEffectEvent, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useAuth } from '@/hooks/use-auth.ts';
import { useLiveQueries } from '@/hooks/use-socket.tsx';
import { api } from '@/lib/api.ts';
import { ApiError } from '@/lib/api-error.ts';
import { keys, triggersQuery, workflowQuery } from '@/lib/queries.ts';
import type { Catalog } from '../model/catalog.ts';
import { placeProblems } from '../model/problem-places.ts';
import { DesignerContext, DesignerFactsContext, SessionContext } from './designer-context.ts';
import type { DesignerState } from './designer-store.ts';
import { findProblems } from './find-problems.ts';
import { type DesignerSession, openSession } from './session.ts';

type DesignerProviderProps = { workflow: Workflow; catalog: Catalog; children: ReactNode };

const selectDraft = (state: DesignerState) => state.history.present;

/** Opens a workflow for the components of the designer. Give it the workflow's id as key. */
export function DesignerProvider({ workflow, catalog, children }: DesignerProviderProps) {
  const { can } = useAuth();
  const readOnly = !can('workflow.edit');
  const session = useSession(workflow, catalog);
  const { store, saver } = session;
  const draft = useSettled(useStore(store, selectDraft));
  const triggers = useQuery(triggersQuery(workflow.id)).data?.items;
  const designer = useMemo(
    () => ({ workflowId: workflow.id, store, saver, catalog, readOnly }),
    [workflow.id, store, saver, catalog, readOnly],
  );
  const credentialNames = useCredentialNames(can('credential.view'));
  const problems = useMemo(
    () => placeProblems(findProblems(draft, catalog, credentialNames)),
    [draft, catalog, credentialNames],
  );
  const facts = useMemo(
    () => ({ problems, triggers: triggers ?? [], secrets: [...(credentialNames ?? [])] }),
    [problems, triggers, credentialNames],
  );
  return (
    <SessionContext value={session}>
      <DesignerContext value={designer}>
        <DesignerFactsContext value={facts}>{children}</DesignerFactsContext>
      </DesignerContext>
    </SessionContext>
  );
}

const SETTLED_MS = 200;

/** A value once it has not changed for a moment: validation of a large draft would make typing slow. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** Names of all credentials; undefined when they cannot be known, then the server alone judges them. */
function useCredentialNames(allowed: boolean): ReadonlySet<string> | undefined {
  const { data } = useQuery({
    queryKey: ['credentials', 'names'],
    queryFn: ({ signal }) => api(routes.credentials.list, { query: { limit: 200 }, signal }),
    enabled: allowed,
  });
  return useMemo(
    () => (data && data.nextCursor === null ? new Set(data.items.map(({ name }) => name)) : undefined),
    [data],
  );
}

function useSession(workflow: Workflow, catalog: Catalog): DesignerSession {
  const client = useQueryClient();
  const { id } = workflow;
  const params = { id };
  const [session] = useState(() =>
    openSession(workflow, catalog, {
      send: (patch, revision) =>
        api(routes.workflows.update, {
          params,
          body: patch,
          ...(revision === undefined ? {} : { ifMatch: `"${revision}"` }),
        }),
      read: () => api(routes.workflows.get, { params }),
      isConflict: (error) => error instanceof ApiError && error.code === 'draft_conflict',
      onSaved(saved) {
        // an answer that was asked for before the save must not come after it
        void client.cancelQueries({ queryKey: keys.workflow(id), exact: true });
        client.setQueryData(keys.workflow(id), saved);
        void client.invalidateQueries({ queryKey: keys.workflows });
      },
    }),
  );
  useLiveQueries(`workflow:${id}`, [keys.workflow(id)]);
  const newest = useQuery(workflowQuery(id)).data;
  const adopt = useEffectEvent(session.adopt);
  useEffect(() => {
    if (newest) adopt(newest);
  }, [newest]);
  useEffect(() => session.start(), [session]);
  useEffect(() => {
    // a closed window sends what waits; the question holds it open while that is under way
    const leave = (event: BeforeUnloadEvent) => {
      if (session.saver.state.kind === 'saved') return;
      void session.saver.flush();
      event.preventDefault();
    };
    addEventListener('beforeunload', leave);
    return () => removeEventListener('beforeunload', leave);
  }, [session]);
  return session;
}
