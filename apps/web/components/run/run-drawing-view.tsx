'use client';
import type { TaskRun } from '@innoflow/contracts';
import { ReactFlowProvider } from '@xyflow/react';
import { useMemo, useState } from 'react';
import { createCardBuilder } from '@/designer/canvas/build-cards.ts';
import { createLineBuilder, triggerIdsOf } from '@/designer/canvas/build-lines.ts';
import { CanvasControls } from '@/designer/canvas/canvas-controls.tsx';
import { Drawing } from '@/designer/canvas/drawing.tsx';
import type { Card, Line } from '@/designer/canvas/flow-types.ts';
import { placeTasks, portsByTask } from '@/designer/canvas/layout.ts';
import type { DraftView } from '@/designer/model/draft-view.ts';
import { noProblems } from '@/designer/model/problem-places.ts';
import { nothingSelected, selectTasks } from '@/designer/model/selection.ts';
import { useRun } from './run-context.ts';
import { runProgress } from './run-progress.ts';

type RunDrawingViewProps = { selected: TaskRun | undefined; onSelect(taskRun: TaskRun | undefined): void };

export function RunDrawingView(props: RunDrawingViewProps) {
  const { view } = useRun();
  if (!view) return null;
  return (
    <ReactFlowProvider>
      <RunCanvas view={view} {...props} />
    </ReactFlowProvider>
  );
}

function RunCanvas({ view, selected, onSelect }: RunDrawingViewProps & { view: DraftView }) {
  const { taskRuns } = useRun();
  const { cards, lines } = useRunDrawing(view, selected?.taskId);
  return (
    <Drawing
      label="Drawing of the run"
      cards={cards}
      lines={lines}
      nodesDraggable={false}
      nodesConnectable={false}
      onNodeClick={(_, card) => onSelect(taskRuns.findLast((taskRun) => taskRun.taskId === card.id))}
      onPaneClick={() => onSelect(undefined)}
    >
      <CanvasControls />
    </Drawing>
  );
}

function useRunDrawing(view: DraftView, selectedTask: string | undefined): { cards: Card[]; lines: Line[] } {
  const { run, taskRuns, catalog } = useRun();
  const [buildCards] = useState(createCardBuilder);
  const [buildLines] = useState(createLineBuilder);
  const ports = useMemo(() => portsByTask(view, catalog), [view, catalog]);
  const places = useMemo(() => placeTasks(view, catalog, new Map()), [view, catalog]);
  const { status } = run;
  const { progress, taken } = useMemo(
    () => runProgress(status, taskRuns, [...view.taskById.keys()]),
    [status, taskRuns, view],
  );
  const selection = useMemo(
    () => (selectedTask === undefined ? nothingSelected : selectTasks([selectedTask])),
    [selectedTask],
  );
  const common = { view, catalog, ports, selection, problems: noProblems, readOnly: true };
  const cards = buildCards({ ...common, places, triggers: [], progress, hideTriggers: true });
  const lines = buildLines({ ...common, taken, triggerIds: triggerIdsOf(cards) });
  return { cards, lines };
}
