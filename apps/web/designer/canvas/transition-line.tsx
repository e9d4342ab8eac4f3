import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from '@xyflow/react';
import { memo } from 'react';
import { classNames } from '@/lib/class-names.ts';
import { useCanvasActions } from './canvas-context.ts';
import type { TransitionLine as TransitionLineType, TriggerLine as TriggerLineType } from './flow-types.ts';

function pathOf(props: EdgeProps<TransitionLineType> | EdgeProps<TriggerLineType>) {
  const { sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition } = props;
  return getSmoothStepPath({
    sourceX,
    sourceY,
    sourcePosition,
    targetX,
    targetY,
    targetPosition,
    borderRadius: 10,
    offset: 22,
  });
}

function colorOf(
  { failure, run, problems }: NonNullable<TransitionLineType['data']>,
  selected: boolean,
): string {
  if (selected) return 'var(--accent)';
  if (run === 'taken') return failure ? 'var(--failed)' : 'var(--fg)';
  if (run === 'idle') return 'var(--line-strong)';
  return failure || (problems && problems.errors > 0) ? 'var(--failed)' : 'var(--control)';
}

function TransitionLineView(props: EdgeProps<TransitionLineType>) {
  const { data, selected = false, id } = props;
  const [path, labelX, labelY] = pathOf(props);
  if (!data) return null;
  const color = colorOf(data, selected);
  const strong = selected || data.run === 'taken';
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        interactionWidth={20}
        style={{
          stroke: color,
          strokeWidth: strong ? 2.25 : 1.5,
          ...(data.failure ? { strokeDasharray: '6 5' } : {}),
        }}
      />
      <path
        d={`M ${props.targetX - 1} ${props.targetY} l -7 -4.5 l 0 9 z`}
        fill={color}
        stroke={color}
        strokeLinejoin="round"
      />
      {data.label || data.problems ? <Pill data={data} selected={selected} x={labelX} y={labelY} /> : null}
    </>
  );
}

export const TransitionLine = memo(TransitionLineView);

type PillProps = { data: NonNullable<TransitionLineType['data']>; selected: boolean; x: number; y: number };

function Pill({ data, selected, x, y }: PillProps) {
  const { selectTransition } = useCanvasActions();
  const { label, failure, problems, run, index } = data;
  const wrong = problems !== undefined && problems.errors > 0;
  return (
    <EdgeLabelRenderer>
      <button
        type="button"
        tabIndex={-1}
        aria-label={`Select the transition ${label ?? ''}`}
        title={problems?.first ?? label}
        onClick={() => selectTransition(index)}
        // above its own line, which is raised to 1000 while it or one of its tasks is selected, or it is taken
        style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)`, zIndex: 1001 }}
        className={classNames(
          'nopan nodrag pointer-events-auto absolute flex h-5 max-w-44 items-center gap-1 rounded-full border bg-canvas px-2 text-xs',
          failure || wrong ? 'border-failed/60 text-failed-fg' : 'border-line-strong text-muted',
          data.transition.when && 'font-mono',
          selected && 'border-accent text-accent-fg',
          run === 'idle' && 'opacity-60',
        )}
      >
        <span className="truncate">{label ?? 'problem'}</span>
        {problems ? (
          <span
            className={classNames(
              'grid size-3.5 shrink-0 place-items-center rounded-full font-sans font-semibold',
              wrong ? 'bg-failed text-on-failed' : 'bg-waiting text-on-waiting',
            )}
          >
            !
          </span>
        ) : null}
      </button>
    </EdgeLabelRenderer>
  );
}

function TriggerLineView(props: EdgeProps<TriggerLineType>) {
  const [path] = pathOf(props);
  return (
    <BaseEdge
      id={props.id}
      path={path}
      interactionWidth={0}
      style={{ stroke: 'var(--control)', strokeWidth: 1.5, strokeDasharray: '1.5 5', strokeLinecap: 'round' }}
    />
  );
}

export const TriggerLine = memo(TriggerLineView);
