'use client';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';

const STORAGE_KEY = 'innoflow.inspector';
const MIN = 300;
const MAX = 640;
const STEP = 24;

function clamp(width: number): number {
  return Math.max(MIN, Math.min(MAX, width));
}

function readWidth(): number {
  const stored = Number(globalThis.localStorage?.getItem(STORAGE_KEY));
  return stored > 0 ? clamp(stored) : 360;
}

/** The panel at the right; its left edge can be dragged, or moved with the arrow keys. */
export function SidePanel({ children }: { children: ReactNode }) {
  const [width, setWidth] = useState(readWidth);
  function resize(next: number) {
    setWidth(clamp(next));
    localStorage.setItem(STORAGE_KEY, String(clamp(next)));
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowLeft') resize(width + STEP);
    else if (event.key === 'ArrowRight') resize(width - STEP);
    else return;
    event.preventDefault();
  }
  function onPointerMove(event: PointerEvent) {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) resize(innerWidth - event.clientX);
  }
  return (
    <aside
      aria-label="Inspector"
      style={{ width }}
      className="relative flex max-w-[50vw] shrink-0 flex-col border-line border-l bg-surface"
    >
      <div
        role="slider"
        aria-label="Width of the inspector"
        aria-orientation="horizontal"
        aria-valuemin={MIN}
        aria-valuemax={MAX}
        aria-valuenow={width}
        tabIndex={0}
        data-own-keys
        onKeyDown={onKeyDown}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
        className="absolute inset-y-0 -left-1 z-20 w-2 cursor-col-resize touch-none hover:bg-accent/20 focus-visible:bg-accent/30 focus-visible:outline-none"
      />
      {children}
    </aside>
  );
}
