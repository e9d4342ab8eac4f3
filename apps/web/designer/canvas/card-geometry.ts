import { type NodeHandle, Position } from '@xyflow/react';
import type { Port } from '../model/ports.ts';

/** Where everything on a card stands; the card is drawn, and lines are led, by these numbers. */
export const CARD_WIDTH = 240;
export const HEADER_HEIGHT = 56;
export const ROW_HEIGHT = 22;
const ROWS_PADDING = 8;
/** What can be grasped of a port; its dot is smaller. */
const GRIP = 20;
/** How far a port sticks out of the card, so that its dot is centred on the edge. */
const OUTSIDE = 5;
const QUIET_STEP = 48;

export const INPUT_ID = 'in';

export function portId(outcome: string): string {
  return `on:${outcome}`;
}

export function outcomeOfPort(id: string | null | undefined): string | undefined {
  return id?.startsWith('on:') ? id.slice(3) : undefined;
}

export function isRow(port: Port): boolean {
  return port.kind === 'labelled' || port.kind === 'unknown';
}

export function cardHeight(ports: readonly Port[]): number {
  const rows = ports.filter(isRow).length;
  return HEADER_HEIGHT + (rows === 0 ? 0 : rows * ROW_HEIGHT + ROWS_PADDING);
}

/** Top left corner of the grip of each port, in the order of the ports. */
export function portPlaces(ports: readonly Port[]): { x: number; y: number }[] {
  const height = cardHeight(ports);
  let row = 0;
  let quiet = 0;
  return ports.map((port) => {
    if (port.kind === 'quiet') {
      return { x: CARD_WIDTH - 34 - QUIET_STEP * quiet++, y: height - GRIP + OUTSIDE };
    }
    const middle = port.kind === 'main' ? HEADER_HEIGHT / 2 : HEADER_HEIGHT + ROW_HEIGHT * (row++ + 0.5);
    return { x: CARD_WIDTH - GRIP + OUTSIDE, y: middle - GRIP / 2 };
  });
}

export function handlesOf(ports: readonly Port[]): NodeHandle[] {
  const places = portPlaces(ports);
  const outputs = ports.map((port, index): NodeHandle => {
    const place = places[index] ?? { x: 0, y: 0 };
    return {
      id: portId(port.outcome),
      type: 'source',
      position: port.kind === 'quiet' ? Position.Bottom : Position.Right,
      ...place,
      width: GRIP,
      height: GRIP,
    };
  });
  const input: NodeHandle = {
    id: INPUT_ID,
    type: 'target',
    position: Position.Left,
    x: -OUTSIDE,
    y: (HEADER_HEIGHT - GRIP) / 2,
    width: GRIP,
    height: GRIP,
  };
  return [input, ...outputs];
}
