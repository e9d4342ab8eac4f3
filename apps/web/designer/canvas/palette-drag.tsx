'use client';
import { type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Point } from '../model/draft-view.ts';

const START_PX = 5;

type Held<T> = { item: T; start: Point };

/**
 * Drags an entry of the palette with mouse, pen or finger. A press that does not move stays a click.
 * `onDrop` gets where it was let go of, on the screen; the drop counts only over the canvas.
 */
export function usePaletteDrag<T>(onDrop: (item: T, at: Point) => void, ghost: (item: T) => ReactNode) {
  const held = useRef<Held<T>>(undefined);
  const moved = useRef(false);
  const [drag, setDrag] = useState<{ item: T; at: Point }>();

  function release(event: PointerEvent, counts: boolean) {
    const item = held.current?.item;
    held.current = undefined;
    setDrag(undefined);
    if (!counts || !moved.current || item === undefined) return;
    const at = { x: event.clientX, y: event.clientY };
    const below = document.elementsFromPoint(at.x, at.y);
    const overCanvas = below.some((element) => element.closest('[data-canvas]'));
    const overPalette = below.some((element) => element.closest('[data-palette]'));
    if (overCanvas && !overPalette) onDrop(item, at);
  }

  return {
    /** For the entry's button. */
    handlers: (item: T) => ({
      onPointerDown(event: PointerEvent) {
        moved.current = false;
        if (event.button !== 0) return;
        held.current = { item, start: { x: event.clientX, y: event.clientY } };
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove(event: PointerEvent) {
        const now = held.current;
        if (!now) return;
        const at = { x: event.clientX, y: event.clientY };
        if (Math.hypot(at.x - now.start.x, at.y - now.start.y) > START_PX) moved.current = true;
        if (moved.current) setDrag({ item, at });
      },
      onPointerUp: (event: PointerEvent) => release(event, true),
      onPointerCancel: (event: PointerEvent) => release(event, false),
    }),
    /** Whether the press that a click event ends was a drag. */
    wasDrag: () => moved.current,
    ghost: drag
      ? createPortal(
          <div
            className="pointer-events-none fixed z-50 -translate-x-1/2 -translate-y-1/2 opacity-90"
            style={{ left: drag.at.x, top: drag.at.y }}
          >
            {ghost(drag.item)}
          </div>,
          document.body,
        )
      : null,
  };
}
