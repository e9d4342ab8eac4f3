'use client';
import { useReactFlow, useStore } from '@xyflow/react';
import { ListTree, Maximize, Minus, Plus, WandSparkles } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Tooltip } from '@/components/ui/tooltip.tsx';

const zoomOf = (state: { transform: [number, number, number] }) => Math.round(state.transform[2] * 100);

type CanvasControlsProps = {
  /** Left out where nothing may be changed. */
  onTidyUp?: () => void;
  onOutline?: () => void;
};

/** Zoom, fit, tidy up and the list of tasks, at the lower left of the canvas. */
export function CanvasControls({ onTidyUp, onOutline }: CanvasControlsProps) {
  const { zoomIn, zoomOut, zoomTo, fitView } = useReactFlow();
  const zoom = useStore(zoomOf);
  return (
    <div
      role="toolbar"
      aria-label="Canvas"
      className="absolute bottom-3 left-3 z-10 flex items-center rounded-lg border border-line bg-surface p-0.5 dark:bg-raised"
    >
      <IconButton label="Zoom out" size="sm" tooltipSide="top" onClick={() => void zoomOut()}>
        <Minus aria-hidden="true" />
      </IconButton>
      <Tooltip content="Zoom to 100 %" side="top">
        <Button
          size="sm"
          variant="ghost"
          className="tabular w-12 px-0"
          aria-label={`Zoom ${zoom} %, reset`}
          onClick={() => void zoomTo(1)}
        >
          {zoom} %
        </Button>
      </Tooltip>
      <IconButton label="Zoom in" size="sm" tooltipSide="top" onClick={() => void zoomIn()}>
        <Plus aria-hidden="true" />
      </IconButton>
      <IconButton
        label="Fit to view"
        size="sm"
        tooltipSide="top"
        onClick={() => void fitView({ padding: 0.18, maxZoom: 1 })}
      >
        <Maximize aria-hidden="true" />
      </IconButton>
      {onTidyUp ? (
        <IconButton label="Tidy up" size="sm" tooltipSide="top" onClick={onTidyUp}>
          <WandSparkles aria-hidden="true" />
        </IconButton>
      ) : null}
      {onOutline ? (
        <IconButton label="List of tasks" size="sm" tooltipSide="top" onClick={onOutline}>
          <ListTree aria-hidden="true" />
        </IconButton>
      ) : null}
    </div>
  );
}
