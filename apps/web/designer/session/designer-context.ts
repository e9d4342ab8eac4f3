'use client';
import type { Trigger } from '@innoflow/contracts';
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Catalog } from '../model/catalog.ts';
import type { ProblemPlaces } from '../model/problem-places.ts';
import type { DesignerState, DesignerStore } from './designer-store.ts';
import type { DraftSaver } from './draft-saver.ts';
import type { DesignerSession } from './session.ts';

/** One opened workflow. */
export type Designer = {
  readonly workflowId: string;
  readonly store: DesignerStore;
  readonly saver: DraftSaver;
  readonly catalog: Catalog;
  /** The person may look, but not change. */
  readonly readOnly: boolean;
};

/** What is known beside the draft, and changes on its own. */
export type DesignerFacts = {
  readonly problems: ProblemPlaces;
  readonly triggers: readonly Trigger[];
  /** Names of the credentials that configs can use. */
  readonly secrets: readonly string[];
};

export const DesignerContext = createContext<Designer | undefined>(undefined);
export const DesignerFactsContext = createContext<DesignerFacts | undefined>(undefined);

export const SessionContext = createContext<DesignerSession | undefined>(undefined);

export function useDesigner(): Designer {
  const designer = useContext(DesignerContext);
  if (!designer) throw new Error('this component lives inside a DesignerProvider');
  return designer;
}

export function useDesignerFacts(): DesignerFacts {
  const facts = useContext(DesignerFactsContext);
  if (!facts) throw new Error('this component lives inside a DesignerProvider');
  return facts;
}

/** The tie to the server, for those who answer a conflict. */
export function useDesignerSession(): DesignerSession {
  const session = useContext(SessionContext);
  if (!session) throw new Error('this component lives inside a DesignerProvider');
  return session;
}

/** Part of the state; `select` must give the same value for the same state. */
export function useDesignerState<T>(select: (state: DesignerState) => T): T {
  return useStore(useDesigner().store, select);
}
