import { type NodeChange } from '@xyflow/react';
import { useMemo, useState } from 'react';
import type { Point } from '../model/draft-view.ts';
import { moveTasks } from '../model/task-edits.ts';
import { count } from '../model/words.ts';
import { type Designer, useDesignerFacts, useDesignerState } from '../session/designer-context.ts';
import type { DesignerState } from '../session/designer-store.ts';
import { createCardBuilder } from './build-cards.ts';
import { createLineBuilder, triggerIdsOf } from './build-lines.ts';
import type { Card, Line } from './flow-types.ts';
import { portsByTask } from './layout.ts';

const selectView = (state: DesignerState) => state.view;
const selectPlaces = (state: DesignerState) => state.places;
const selectSelection = (state: DesignerState) => state.selection;
const still: ReadonlyMap<string, Point> = new Map();

/** The cards and lines of the draft; while cards are dragged, their places are kept here and not in the draft. */
export function useDrawing(designer: Designer): {
  cards: Card[];
  lines: Line[];
  moveCards(changes: readonly NodeChange<Card>[]): void;
} {
  const { catalog, store, readOnly } = designer;
  const view = useDesignerState(selectView);
  const places = useDesignerState(selectPlaces);
  const selection = useDesignerState(selectSelection);
  const { problems, triggers } = useDesignerFacts();
  const [buildCards] = useState(createCardBuilder);
  const [buildLines] = useState(createLineBuilder);
  const [moving, setMoving] = useState(still);

  const ports = useMemo(() => portsByTask(view, catalog), [view, catalog]);
  const resting = useMemo(
    () =>
      buildCards({
        view,
        catalog,
        ports,
        places,
        selection,
        problems,
        triggers,
        progress: undefined,
        readOnly,
      }),
    [buildCards, view, catalog, ports, places, selection, problems, triggers, readOnly],
  );
  const triggerIds = triggerIdsOf(resting).join(' ');
  const lines = useMemo(
    () =>
      buildLines({
        view,
        catalog,
        ports,
        selection,
        problems,
        taken: undefined,
        triggerIds: triggerIds.split(' '),
        readOnly,
      }),
    [buildLines, view, catalog, ports, selection, problems, triggerIds, readOnly],
  );
  const cards = useMemo(
    () =>
      moving.size === 0
        ? resting
        : resting.map((card): Card => {
            const position = moving.get(card.id);
            return position ? { ...card, position, dragging: true } : card;
          }),
    [resting, moving],
  );

  function moveCards(changes: readonly NodeChange<Card>[]) {
    const moved = new Map(moving);
    let ended = false;
    for (const change of changes) {
      if (change.type !== 'position') continue;
      if (change.position) moved.set(change.id, change.position);
      if (change.dragging === false) ended = true;
    }
    if (!ended) {
      if (moved.size > moving.size || changes.some((change) => change.type === 'position')) setMoving(moved);
      return;
    }
    store.edit(moveTasks(store.getState().view, moved), { label: `Move ${count(moved.size, 'task')}` });
    setMoving(still);
  }
  return { cards, lines, moveCards };
}
