import { graphlib, layout } from '@dagrejs/dagre';
import type { Catalog } from '../model/catalog.ts';
import type { DraftView, Point } from '../model/draft-view.ts';
import { followedOutcomes, type Port, portsOf } from '../model/ports.ts';
import { CARD_WIDTH, cardHeight, HEADER_HEIGHT } from './card-geometry.ts';

/** The ports of each task by its id, with those that transitions follow without the type having them. */
export function portsByTask(view: DraftView, catalog: Catalog): Map<string, Port[]> {
  const followed = new Map<string, string[]>();
  for (const transition of view.transitions.values()) {
    const type = view.taskById.get(transition.from)?.type ?? '';
    const outcomes = followedOutcomes(transition, catalog.get(type));
    const list = followed.get(transition.from) ?? [];
    list.push(...(outcomes.length > 0 ? outcomes : ['']));
    followed.set(transition.from, list);
  }
  return new Map(
    view.tasks.map((task) => [task.id, portsOf(task, catalog.get(task.type), followed.get(task.id) ?? [])]),
  );
}

/** Room for a card with the middle of its head as its middle, so that heads in a row stand in one line. */
function layoutHeight(ports: readonly Port[]): number {
  return 2 * cardHeight(ports) - HEADER_HEIGHT;
}

/** Places for all tasks from left to right; the same for the same definition. */
export function layoutTasks(view: DraftView, catalog: Catalog): Map<string, Point> {
  const ports = portsByTask(view, catalog);
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', ranker: 'tight-tree', nodesep: 28, ranksep: 84, edgesep: 20 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of view.tasks) {
    graph.setNode(id, { width: CARD_WIDTH, height: layoutHeight(ports.get(id) ?? []) });
  }
  for (const [index, { from, to }] of view.transitions) graph.setEdge(from, to, {}, String(index));
  layout(graph);
  return new Map(
    view.tasks.map(({ id }) => {
      const { x, y } = graph.node(id) as { x: number; y: number }; // written by layout()
      return [id, { x: Math.round(x - CARD_WIDTH / 2), y: Math.round(y - HEADER_HEIGHT / 2) }];
    }),
  );
}

/**
 * A place for every task: its own, the one it got before, or one from the automatic layout; a task that joins others
 * which have places goes to the right of the first that leads to it.
 */
export function placeTasks(
  view: DraftView,
  catalog: Catalog,
  before: ReadonlyMap<string, Point>,
): ReadonlyMap<string, Point> {
  const places = new Map<string, Point>();
  for (const task of view.tasks) {
    const place = task.position ?? before.get(task.id);
    if (place) places.set(task.id, place);
  }
  const missing = view.tasks.filter((task) => !places.has(task.id));
  if (missing.length === 0) return places;
  const automatic = layoutTasks(view, catalog);
  if (places.size === 0) return automatic;
  const ports = portsByTask(view, catalog);
  const boxes = boxesOf(places, ports);
  let bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + 60;
  const left = Math.min(...boxes.map(({ x }) => x));
  for (const { id } of missing) {
    const from = [...view.transitions.values()].find(({ from, to }) => to === id && places.has(from))?.from;
    const origin = from === undefined ? undefined : places.get(from);
    const wanted = origin ? { x: origin.x + CARD_WIDTH + 84, y: origin.y } : { x: left, y: bottom };
    const height = cardHeight(ports.get(id) ?? []);
    if (!origin) bottom += height + 40;
    const place = freePlace(wanted, height, boxes);
    places.set(id, place);
    boxes.push({ ...place, height });
  }
  return places;
}

/** A card on the canvas; all are equally wide. */
export type Box = Point & { readonly height: number };

export function boxesOf(
  places: ReadonlyMap<string, Point>,
  ports: ReadonlyMap<string, readonly Port[]>,
): Box[] {
  return [...places].map(([id, place]) => ({ ...place, height: cardHeight(ports.get(id) ?? []) }));
}

/** The first place at or below the wanted one where a card of that height does not lie on another. */
export function freePlace(wanted: Point, height: number, others: readonly Box[]): Point {
  let { y } = wanted;
  const overlaps = (other: Box) =>
    Math.abs(other.x - wanted.x) < CARD_WIDTH + 8 &&
    y < other.y + other.height + 24 &&
    other.y < y + height + 24;
  while (others.some(overlaps)) y += 24;
  return { x: wanted.x, y };
}
