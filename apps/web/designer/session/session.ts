import type { DraftDefinition, Workflow } from '@innoflow/contracts';
import type { Catalog } from '../model/catalog.ts';
import { equalJson } from '../model/json.ts';
import { createDesignerStore, type DesignerStore } from './designer-store.ts';
import { type DraftPatch, DraftSaver } from './draft-saver.ts';

type SessionPorts = {
  send(patch: DraftPatch, revision: number | undefined): Promise<Workflow>;
  read(): Promise<Workflow>;
  isConflict(error: unknown): boolean;
  onSaved(workflow: Workflow): void;
};

export type DesignerSession = {
  readonly store: DesignerStore;
  readonly saver: DraftSaver;
  /** Shows a draft that came from the server while nothing here was unsaved; can be undone like an edit. */
  adopt(workflow: Workflow): void;
  /** Ends a conflict with the other version; this side's one stays reachable by undo. */
  takeTheirs(): void;
  /** Saves what is edited from now on; the function that it gives ends that. */
  start(): () => void;
};

/** Ties the draft on the screen to the one at the server. */
export function openSession(workflow: Workflow, catalog: Catalog, ports: SessionPorts): DesignerSession {
  const store = createDesignerStore(workflow.definition, catalog);
  const saver = new DraftSaver(workflow.draftRevision, {
    ...ports,
    onState: (save) => store.setState({ save }),
  });
  /** The draft that was just taken from the server, and so needs no saving. */
  let adopted: DraftDefinition | undefined;

  function show(definition: DraftDefinition, label: string) {
    adopted = definition;
    store.edit({ kind: 'reset', draft: definition }, { label });
  }

  return {
    store,
    saver,
    adopt(newer) {
      if (saver.state.kind !== 'saved' || newer.draftRevision <= saver.revision) return;
      saver.adopt(newer.draftRevision);
      if (!equalJson(newer.definition, store.getState().history.present)) {
        show(newer.definition, 'Take over changes from elsewhere');
      }
    },
    takeTheirs() {
      if (saver.state.kind !== 'conflict') return;
      const { theirs } = saver.state;
      saver.takeTheirs();
      ports.onSaved(theirs);
      show(theirs.definition, 'Take the other version');
    },
    start() {
      const stop = store.subscribe((state, before) => {
        const { present } = state.history;
        if (present === before.history.present || present === adopted) return;
        adopted = undefined;
        saver.change({ definition: present });
      });
      return () => {
        stop();
        void saver.flush();
      };
    },
  };
}
