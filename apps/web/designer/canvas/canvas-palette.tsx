'use client';
import { useReactFlow } from '@xyflow/react';
import { Plus } from 'lucide-react';
import type { RefObject } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import type { Point } from '../model/draft-view.ts';
import { type Designer, useDesignerState } from '../session/designer-context.ts';
import type { DesignerState } from '../session/designer-store.ts';
import { addTaskOf } from '../session/task-actions.ts';
import { useTriggerMutations } from '../session/use-triggers.ts';
import { CARD_WIDTH, HEADER_HEIGHT } from './card-geometry.ts';
import { Palette } from './palette.tsx';
import type { PaletteEntry } from './palette-entries.ts';

const selectRequest = (state: DesignerState) => state.palette;

type CanvasPaletteProps = { designer: Designer; frame: RefObject<HTMLDivElement | null> };

/** The palette over the canvas, and the button that brings it. */
export function CanvasPalette({ designer, frame }: CanvasPaletteProps) {
  const { store, catalog } = designer;
  const request = useDesignerState(selectRequest);
  const { screenToFlowPosition, flowToScreenPosition, setCenter, getZoom } = useReactFlow();
  const { add } = useTriggerMutations();

  function center(): Point {
    const box = frame.current?.getBoundingClientRect();
    return screenToFlowPosition({
      x: (box?.x ?? 0) + (box?.width ?? 0) / 2,
      y: (box?.y ?? 0) + (box?.height ?? 0) / 2,
    });
  }

  /** A task that was added beyond the edge comes to the middle; others stay where they are. */
  function bringIntoSight(place: Point) {
    const box = frame.current?.getBoundingClientRect();
    const topLeft = flowToScreenPosition(place);
    const bottomRight = flowToScreenPosition({ x: place.x + CARD_WIDTH, y: place.y + HEADER_HEIGHT });
    if (
      !box ||
      (topLeft.x > box.left && topLeft.y > box.top && bottomRight.x < box.right && bottomRight.y < box.bottom)
    )
      return;
    void setCenter(place.x + CARD_WIDTH / 2, place.y + HEADER_HEIGHT / 2, { zoom: getZoom(), duration: 150 });
  }

  function choose(entry: PaletteEntry) {
    if (entry.kind === 'trigger') add.mutate(entry.trigger);
    else bringIntoSight(addTaskOf(designer, entry.descriptor, { ...request, center: center() }));
    if (request?.screen || request?.from || innerWidth < 1024) store.closePalette();
  }

  function drop(entry: PaletteEntry, screen: Point) {
    if (entry.kind === 'trigger') return add.mutate(entry.trigger);
    const point = screenToFlowPosition(screen);
    const at = { x: point.x - CARD_WIDTH / 2, y: point.y - 28 };
    addTaskOf(designer, entry.descriptor, { at, center: at });
  }

  if (!request) {
    return (
      <Button className="absolute top-3 left-3 z-10" onClick={() => store.openPalette()}>
        <Plus aria-hidden="true" />
        Add task
        <Kbd keys="/" className="max-sm:hidden" />
      </Button>
    );
  }
  return (
    <Palette
      key={JSON.stringify(request)}
      catalog={catalog}
      withTriggers={request.from === undefined}
      autoFocus={request.focused !== false}
      floating={request.screen}
      onChoose={choose}
      onDrop={drop}
      onClose={() => store.closePalette()}
    />
  );
}
