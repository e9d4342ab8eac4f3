import { Handle, Position } from '@xyflow/react';
import { classNames } from '@/lib/class-names.ts';
import type { Port } from '../model/ports.ts';
import { HEADER_HEIGHT, INPUT_ID, portId } from './card-geometry.ts';

/** Places count from the outer edge of the card, CSS counts from inside its border. */
const BORDER = 1;
const grip =
  'absolute! size-5! min-h-0! min-w-0! transform-none! translate-none! rounded-full! border-0! bg-transparent! grid place-items-center';
const dot =
  'block size-2.5 rounded-full border-2 border-surface bg-control ring-1 ring-control transition-transform group-hover/port:scale-140 group-hover/port:bg-accent group-hover/port:ring-accent';

type OutcomePortProps = {
  port: Port;
  place: { x: number; y: number };
  taskName: string;
  connected: boolean;
  readOnly: boolean;
  onOpen(): void;
};

/** Where a transition for an outcome starts: drag it to a task, or click it to choose one from the palette. */
export function OutcomePort({ port, place, taskName, connected, readOnly, onOpen }: OutcomePortProps) {
  const quiet = port.kind === 'quiet';
  return (
    <Handle
      type="source"
      id={portId(port.outcome)}
      position={quiet ? Position.Bottom : Position.Right}
      isConnectableEnd={false}
      isConnectable={!readOnly}
      aria-label={`Outcome ${port.outcome} of ${taskName}`}
      role={readOnly ? 'img' : 'button'}
      title={readOnly ? undefined : `On ${port.outcome}: drag to a task, or click to add one`}
      data-outcome={port.outcome}
      onClick={(event) => {
        if (readOnly) return;
        event.stopPropagation();
        onOpen();
      }}
      style={{ left: place.x - BORDER, top: place.y - BORDER, right: 'auto', bottom: 'auto' }}
      className={classNames(
        grip,
        'group/port',
        quiet &&
          !connected &&
          'opacity-0 group-focus-within/card:opacity-100 group-hover/card:opacity-100 in-[.connecting]:opacity-0',
        readOnly && !connected && 'opacity-0!',
      )}
    >
      <span
        className={classNames(
          dot,
          connected && !quiet && 'bg-muted ring-muted',
          quiet && 'bg-failed ring-failed',
          port.kind === 'unknown' && 'bg-failed ring-failed',
        )}
      />
      {quiet && !readOnly && !connected ? (
        <span className="pointer-events-none absolute top-4.5 rounded-sm bg-canvas px-0.5 text-failed-fg text-xs">
          {port.outcome}
        </span>
      ) : null}
    </Handle>
  );
}

export function InputPort({ taskName, readOnly }: { taskName: string; readOnly: boolean }) {
  return (
    <Handle
      type="target"
      id={INPUT_ID}
      position={Position.Left}
      isConnectableStart={false}
      isConnectable={!readOnly}
      aria-label={`Input of ${taskName}`}
      role="img"
      style={{ left: -5 - BORDER, top: HEADER_HEIGHT / 2 - 10 - BORDER }}
      className={classNames(grip, !readOnly && 'pointer-events-auto!')}
    >
      <span className="block h-3.5 w-1.5 -translate-x-[5px] rounded-sm bg-control" />
    </Handle>
  );
}
