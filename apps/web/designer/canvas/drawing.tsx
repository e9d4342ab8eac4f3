'use client';
import {
  Background,
  BackgroundVariant,
  ConnectionLineType,
  type EdgeTypes,
  MiniMap,
  type NodeTypes,
  ReactFlow,
  type ReactFlowInstance,
  type ReactFlowProps,
  type ReactFlowState,
  useReactFlow,
  useStore,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react';
import { classNames } from '@/lib/class-names.ts';
import type { Card, Line } from './flow-types.ts';
import { TaskCard } from './task-card.tsx';
import { TransitionLine, TriggerLine } from './transition-line.tsx';
import { TriggerCard } from './trigger-card.tsx';

const nodeTypes: NodeTypes = { task: TaskCard, trigger: TriggerCard };
const edgeTypes: EdgeTypes = { transition: TransitionLine, triggerLine: TriggerLine };
/** Smaller than this is hard to read: a larger drawing is shown from its start instead of as a whole. */
const READABLE = 0.72;
const MARGIN = 48;
/** With more cards than these, an overview helps. */
const MINIMAP_FROM = 30;

/** The first look: all of it when it can be read, else its left end. */
function showStart(flow: ReactFlowInstance<Card, Line>) {
  const cards = flow.getNodes();
  const pane = document.querySelector('.react-flow')?.getBoundingClientRect();
  if (cards.length === 0 || !pane) return;
  const bounds = flow.getNodesBounds(cards);
  const fitting = Math.min(
    (pane.width - 2 * MARGIN) / bounds.width,
    (pane.height - 2 * MARGIN) / bounds.height,
  );
  if (fitting >= READABLE) {
    void flow.fitView({ padding: `${MARGIN}px`, maxZoom: 1 });
    return;
  }
  const [first] = cards.toSorted((a, b) => a.position.x - b.position.x);
  const top =
    bounds.height * READABLE < pane.height ? bounds.y + bounds.height / 2 : (first?.position.y ?? 0);
  void flow.setViewport({
    x: MARGIN - bounds.x * READABLE,
    y: pane.height / 2 - top * READABLE,
    zoom: READABLE,
  });
}

const sizeOf = (state: ReactFlowState) => `${state.width} ${state.height}`;

/** When the canvas gets another size (a drawer opens), what was in its middle stays there. */
function KeepCentre() {
  const size = useStore(sizeOf);
  const { getViewport, setViewport } = useReactFlow();
  const before = useRef(size);
  const keep = useEffectEvent(() => {
    const [width = 0, height = 0] = size.split(' ').map(Number);
    const [oldWidth = 0, oldHeight = 0] = before.current.split(' ').map(Number);
    before.current = size;
    if (oldWidth === 0 || oldHeight === 0) return;
    const { x, y, zoom } = getViewport();
    void setViewport({ x: x + (width - oldWidth) / 2, y: y + (height - oldHeight) / 2, zoom });
  });
  useEffect(() => keep(), [size]);
  return null;
}

type DrawingProps = Pick<
  ReactFlowProps<Card, Line>,
  | 'onNodesChange'
  | 'onEdgesChange'
  | 'onConnect'
  | 'onConnectStart'
  | 'onConnectEnd'
  | 'onReconnect'
  | 'onNodeClick'
  | 'onPaneClick'
  | 'className'
  | 'nodesDraggable'
  | 'nodesConnectable'
> & { cards: Card[]; lines: Line[]; label: string; children?: ReactNode };

/** The canvas library with our cards and lines; the designer and the run page put behaviour on top. */
export function Drawing({ cards, lines, label, className, children, ...rest }: DrawingProps) {
  return (
    <ReactFlow<Card, Line>
      nodes={cards}
      edges={lines}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      aria-label={label}
      role="application"
      onInit={showStart}
      minZoom={0.1}
      maxZoom={2}
      deleteKeyCode={null}
      disableKeyboardA11y
      connectOnClick={false}
      connectionRadius={36}
      connectionDragThreshold={4}
      nodeDragThreshold={3}
      connectionLineType={ConnectionLineType.SmoothStep}
      connectionLineStyle={{ stroke: 'var(--accent)', strokeWidth: 2 }}
      elevateEdgesOnSelect
      panOnScroll
      selectionKeyCode="Shift"
      multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
      onlyRenderVisibleElements={cards.length > 150}
      zoomOnDoubleClick={false}
      className={classNames('[--xy-attribution-background-color:transparent]', className)}
      {...rest}
    >
      <Background variant={BackgroundVariant.Dots} gap={20} size={1.25} color="var(--line-strong)" />
      {cards.length >= MINIMAP_FROM ? (
        <MiniMap
          pannable
          zoomable
          bgColor="var(--surface)"
          maskColor="color-mix(in oklch, var(--canvas) 70%, transparent)"
          nodeColor="var(--control)"
          className="max-sm:hidden! rounded-md border border-line"
          ariaLabel="Overview of the canvas"
        />
      ) : null}
      <KeepCentre />
      {children}
    </ReactFlow>
  );
}
