'use client';
import {
  Background,
  BackgroundVariant,
  ConnectionLineType,
  type EdgeTypes,
  MiniMap,
  type NodeTypes,
  ReactFlow,
  type ReactFlowProps,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import type { ReactNode } from 'react';
import type { Card, Line } from './flow-types.ts';
import { TaskCard } from './task-card.tsx';
import { TransitionLine, TriggerLine } from './transition-line.tsx';
import { TriggerCard } from './trigger-card.tsx';

const nodeTypes: NodeTypes = { task: TaskCard, trigger: TriggerCard };
const edgeTypes: EdgeTypes = { transition: TransitionLine, triggerLine: TriggerLine };
const fitViewOptions = { padding: 0.18, maxZoom: 1, minZoom: 0.2 };
const proOptions = { hideAttribution: true };
/** With more cards than these, an overview helps. */
const MINIMAP_FROM = 30;

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
> & { cards: Card[]; lines: Line[]; label: string; children?: ReactNode };

/** The canvas library with our cards and lines; the designer and the run page put behaviour on top. */
export function Drawing({ cards, lines, label, children, ...rest }: DrawingProps) {
  return (
    <ReactFlow<Card, Line>
      nodes={cards}
      edges={lines}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      aria-label={label}
      role="application"
      fitView
      fitViewOptions={fitViewOptions}
      minZoom={0.1}
      maxZoom={2}
      proOptions={proOptions}
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
      {children}
    </ReactFlow>
  );
}
