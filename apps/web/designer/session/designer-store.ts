import type { DraftDefinition } from '@innoflow/contracts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { placeTasks } from '../canvas/layout.ts';
import type { Catalog } from '../model/catalog.ts';
import type { Change } from '../model/change.ts';
import { type DraftView, type Point, viewDraft } from '../model/draft-view.ts';
import { commit, createHistory, type History, redo, undo } from '../model/history.ts';
import { nothingSelected, pruneSelection, type Selection } from '../model/selection.ts';
import type { SaveState } from './draft-saver.ts';

/** Where the palette was called from: a port that the new task is to be connected to, and where it goes. */
export type PaletteRequest = {
  readonly from?: { readonly task: string; readonly outcome: string };
  /** On the canvas. */
  readonly at?: Point;
  /** On the screen: the palette stands there instead of at the left. */
  readonly screen?: Point;
  /** False when it stands there without having been called. */
  readonly focused?: boolean;
};

export type DrawerTab = 'problems' | 'code' | 'versions';

/** A place that is to be brought into sight; a new object each time. */
export type FocusRequest = { readonly tasks: readonly string[]; readonly field?: string };

export type DesignerState = {
  readonly history: History;
  readonly view: DraftView;
  /** Where each task is drawn, also those that have no position of their own. */
  readonly places: ReadonlyMap<string, Point>;
  readonly selection: Selection;
  readonly save: SaveState;
  readonly palette: PaletteRequest | undefined;
  readonly drawer: DrawerTab | undefined;
  readonly focus: FocusRequest | undefined;
  /** On a phone, where the inspector comes from below. */
  readonly inspectorOpen: boolean;
};

export type EditOptions = {
  label: string;
  /** Edits with the same key in quick succession are undone together. */
  key?: string;
  select?: Selection;
};

export type DesignerStore = StoreApi<DesignerState> & {
  /** Makes a change; undefined (nothing to do) is let through, so that callers need not ask. */
  edit(change: Change | undefined, options: EditOptions): void;
  undo(): void;
  redo(): void;
  select(selection: Selection): void;
  openPalette(request?: PaletteRequest): void;
  closePalette(): void;
  openDrawer(tab: DrawerTab | undefined): void;
  /** Selects a place and centres it. */
  reveal(selection: Selection, tasks: readonly string[], field?: string): void;
};

/** Everything that the designer knows about the draft on the screen. One for each opened workflow. */
export function createDesignerStore(draft: DraftDefinition, catalog: Catalog): DesignerStore {
  const firstView = viewDraft(draft);
  const store = createStore<DesignerState>(() => ({
    history: createHistory(draft),
    view: firstView,
    places: placeTasks(firstView, catalog, new Map()),
    selection: nothingSelected,
    save: { kind: 'saved' },
    palette: draft.tasks.length === 0 ? { focused: false } : undefined,
    drawer: undefined,
    focus: undefined,
    inspectorOpen: false,
  }));

  function show(history: History, selection: Selection) {
    const view = viewDraft(history.present);
    const places = placeTasks(view, catalog, store.getState().places);
    store.setState({ history, view, places, selection: pruneSelection(selection, view) });
  }

  return {
    ...store,
    edit(change, { label, key, select }) {
      const { history, selection } = store.getState();
      if (change && !(change.kind === 'all' && change.changes.length === 0)) {
        show(
          commit(history, change, { label, at: Date.now(), ...(key === undefined ? {} : { key }) }),
          select ?? selection,
        );
      } else if (select) store.setState({ selection: select });
    },
    undo() {
      const { history, selection } = store.getState();
      if (history.past.length > 0) show(undo(history), selection);
    },
    redo() {
      const { history, selection } = store.getState();
      if (history.future.length > 0) show(redo(history), selection);
    },
    select: (selection) => store.setState({ selection }),
    openPalette: (request = {}) => store.setState({ palette: request }),
    closePalette: () => store.setState({ palette: undefined }),
    openDrawer: (drawer) => store.setState({ drawer }),
    reveal: (selection, tasks, field) =>
      store.setState({
        selection,
        inspectorOpen: true,
        focus: { tasks, ...(field === undefined ? {} : { field }) },
      }),
  };
}
