'use client';
import { type Connection, type FinalConnectionState, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { useMemo, useRef, useState } from 'react';
import type { Point } from '../model/draft-view.ts';
import { incidentIntake } from '../model/incident-intake.ts';
import { selectTransition } from '../model/selection.ts';
import { reconnectTransition } from '../model/transition-edits.ts';
import { useDesigner } from '../session/designer-context.ts';
import { connect, tidyUp } from '../session/task-actions.ts';
import { CanvasContext } from './canvas-context.ts';
import { CanvasControls } from './canvas-controls.tsx';
import { useCanvasKeys } from './canvas-keys.ts';
import { CanvasPalette } from './canvas-palette.tsx';
import { selectionAfterCards, selectionAfterLines } from './canvas-selection.ts';
import { outcomeOfPort } from './card-geometry.ts';
import { Drawing } from './drawing.tsx';
import { EmptyCanvas } from './empty-canvas.tsx';
import type { Card, Line } from './flow-types.ts';
import { Outline } from './outline.tsx';
import { useDrawing } from './use-drawing.ts';
import { useFocusRequests } from './use-focus-requests.ts';

/** The canvas of the designer. */
export function DesignerCanvas() {
  return (
    <ReactFlowProvider>
      <Canvas />
    </ReactFlowProvider>
  );
}

function Canvas() {
  const designer = useDesigner();
  const { store, catalog, readOnly } = designer;
  const frame = useRef<HTMLDivElement>(null);
  const pointer = useRef<Point>(undefined);
  const [outline, setOutline] = useState(false);
  const [connecting, setConnecting] = useState(false);
  const { cards, lines, moveCards } = useDrawing(designer);
  const { screenToFlowPosition, fitView } = useReactFlow<Card, Line>();
  useCanvasKeys(designer, () => pointer.current && screenToFlowPosition(pointer.current));
  useFocusRequests();

  const actions = useMemo(
    () => ({
      openPort: (task: string, outcome: string) => store.openPalette({ from: { task, outcome } }),
      selectTransition: (index: number) => store.select(selectTransition(index)),
    }),
    [store],
  );

  function onConnect({ source, sourceHandle, target }: Connection) {
    connect(designer, { from: source, outcome: outcomeOfPort(sourceHandle), to: target });
  }

  /** A line let go of over a card connects to it; over the empty canvas the palette says what comes there. */
  function onConnectEnd(event: MouseEvent | TouchEvent, state: FinalConnectionState) {
    setConnecting(false);
    const outcome = outcomeOfPort(state.fromHandle?.id);
    const task = state.fromNode?.id;
    if (state.isValid || task === undefined || outcome === undefined) return;
    const { clientX, clientY } =
      'changedTouches' in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event;
    const below = document.elementFromPoint(clientX, clientY);
    const card = below?.closest<HTMLElement>('.react-flow__node')?.dataset.id;
    if (card === task) return;
    if (card !== undefined && store.getState().view.taskById.has(card)) {
      connect(designer, { from: task, outcome, to: card });
    } else if (below?.closest('.react-flow__pane')) {
      const point = screenToFlowPosition({ x: clientX, y: clientY });
      const screen = { x: Math.min(clientX, innerWidth - 272), y: Math.min(clientY, innerHeight - 400) };
      store.openPalette({ from: { task, outcome }, at: { x: point.x, y: point.y - 28 }, screen });
    }
  }

  function onReconnect(line: Line, { source, sourceHandle, target }: Connection) {
    if (line.type !== 'transition' || !line.data) return;
    const { history, view } = store.getState();
    const link = { from: source, outcome: outcomeOfPort(sourceHandle), to: target };
    store.edit(reconnectTransition(history.present, view, line.data.index, link, catalog), {
      label: 'Move a transition',
    });
  }

  function startFromExample() {
    const { present } = store.getState().history;
    const draft = {
      ...present,
      ...incidentIntake,
      tasks: [...incidentIntake.tasks],
      transitions: [...(incidentIntake.transitions ?? [])],
    };
    store.edit({ kind: 'reset', draft }, { label: 'Insert the example' });
    store.closePalette();
    requestAnimationFrame(() => void fitView({ padding: 0.18, maxZoom: 1 }));
  }

  const empty = !cards.some((card) => card.type === 'task');
  return (
    <div
      ref={frame}
      data-canvas
      onPointerMove={(event) => {
        pointer.current = { x: event.clientX, y: event.clientY };
      }}
      onPointerLeave={() => {
        pointer.current = undefined;
      }}
      className="relative h-full min-h-0 w-full min-w-0 overflow-hidden"
    >
      <CanvasContext value={actions}>
        <Drawing
          label="Canvas of the workflow"
          cards={cards}
          lines={lines}
          className={connecting ? 'connecting' : undefined}
          onNodesChange={(changes) => {
            store.select(selectionAfterCards(store.getState().selection, changes));
            moveCards(changes);
          }}
          onEdgesChange={(changes) => store.select(selectionAfterLines(store.getState().selection, changes))}
          onPaneClick={() => store.closePalette()}
          {...(readOnly
            ? {}
            : { onConnect, onConnectEnd, onReconnect, onConnectStart: () => setConnecting(true) })}
        >
          <CanvasControls
            onOutline={() => setOutline(!outline)}
            {...(readOnly ? {} : { onTidyUp: () => tidyUp(designer) })}
          />
        </Drawing>
      </CanvasContext>
      {empty && !readOnly ? <EmptyCanvas below={cards.length > 0} onExample={startFromExample} /> : null}
      {readOnly ? null : <CanvasPalette designer={designer} frame={frame} />}
      {outline ? <Outline onClose={() => setOutline(false)} /> : null}
    </div>
  );
}
