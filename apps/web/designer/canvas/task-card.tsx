import { type NodeProps, useStore } from '@xyflow/react';
import { memo } from 'react';
import { classNames } from '@/lib/class-names.ts';
import { taskSummary, taskTitle } from '../model/words.ts';
import { useCanvasActions } from './canvas-context.ts';
import { CardBadges } from './card-badges.tsx';
import { HEADER_HEIGHT, isRow, portPlaces, ROW_HEIGHT } from './card-geometry.ts';
import { CardProgress } from './card-progress.tsx';
import type { ProblemMark, TaskCard as TaskCardType, TaskProgress } from './flow-types.ts';
import { InputPort, OutcomePort } from './port-handle.tsx';
import { TaskIcon } from './task-icon.tsx';

/** Below this zoom text cannot be read: cards become plain boxes, which keeps a thousand of them smooth. */
const READABLE_ZOOM = 0.35;
const isFar = (state: { transform: [number, number, number] }) => state.transform[2] < READABLE_ZOOM;

const frames: Readonly<Record<TaskProgress['status'], string>> = {
  running: 'border-running ring-2 ring-running/25',
  waiting: 'border-waiting ring-2 ring-waiting/25',
  succeeded: 'border-success/70',
  failed: 'border-failed ring-2 ring-failed/25',
  cancelled: 'border-line-strong',
  skipped: 'border-line border-dashed opacity-65',
};

function TaskCardView({ data, selected }: NodeProps<TaskCardType>) {
  const { task, descriptor, ports, connected, problems, progress, readOnly } = data;
  const { openPort } = useCanvasActions();
  const far = useStore(isFar);
  const name = taskTitle(task, descriptor);
  const places = portPlaces(ports);
  const rows = ports.filter(isRow);
  return (
    <div
      data-task={task.id}
      data-status={progress?.status}
      className={classNames(
        'group/card relative h-full w-full rounded-lg border border-line-strong bg-surface transition-[border-color,box-shadow] dark:bg-raised',
        !readOnly && 'hover:border-control',
        problems && problems.errors > 0 && 'border-failed',
        progress && frames[progress.status],
        selected && 'border-accent! ring-2 ring-accent/35',
      )}
    >
      <div className="flex items-center gap-2.5 px-3" style={{ height: HEADER_HEIGHT - 2 }}>
        <TaskIcon descriptor={descriptor} />
        {far ? null : (
          <>
            <div className="min-w-0 flex-1">
              <div className="flex items-center gap-1.5">
                <span className="truncate font-medium text-fg leading-5">{name}</span>
                {progress ? null : (
                  <span className="ml-auto flex shrink-0 gap-1">
                    <CardBadges task={task} />
                  </span>
                )}
              </div>
              <p className="truncate text-sm text-subtle leading-4">{taskSummary(task, descriptor)}</p>
            </div>
            {progress ? <CardProgress progress={progress} /> : null}
          </>
        )}
      </div>
      {far || rows.length === 0 ? null : (
        <ul className="border-line border-t">
          {rows.map((port) => (
            <li
              key={port.outcome}
              style={{ height: ROW_HEIGHT }}
              className={classNames(
                'truncate pr-4 pl-3 text-right text-sm leading-[22px]',
                port.kind === 'unknown' ? 'text-failed-fg' : 'text-muted',
              )}
            >
              {port.outcome || 'choose an outcome'}
            </li>
          ))}
        </ul>
      )}
      <InputPort taskName={name} readOnly={readOnly} />
      {ports.map((port, index) => (
        <OutcomePort
          key={port.outcome}
          port={port}
          place={places[index] ?? { x: 0, y: 0 }}
          taskName={name}
          connected={connected.has(port.outcome)}
          readOnly={readOnly}
          onOpen={() => openPort(task.id, port.outcome)}
        />
      ))}
      {problems ? <ProblemBadge mark={problems} /> : null}
    </div>
  );
}

export const TaskCard = memo(TaskCardView);

function ProblemBadge({ mark }: { mark: ProblemMark }) {
  const { errors, warnings, first } = mark;
  const total = errors + warnings;
  return (
    <span
      title={first}
      className={classNames(
        'absolute -top-2 -right-2 grid h-4.5 min-w-4.5 place-items-center rounded-full px-1 font-semibold text-on-accent text-xs',
        errors > 0 ? 'bg-failed text-on-failed' : 'bg-waiting text-on-waiting',
      )}
    >
      <span className="sr-only">{errors > 0 ? 'Problems: ' : 'Warnings: '}</span>
      {total}
    </span>
  );
}
