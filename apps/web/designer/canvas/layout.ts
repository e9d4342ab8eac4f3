import { graphlib, layout } from '@dagrejs/dagre';
import type { Catalog } from '../model/catalog.ts';
import type { DraftView, Point } from '../model/draft-view.ts';
import { followedOutcomes, type Port, portsOf } from '../model/ports.ts';
import { CARD_WIDTH, cardHeight } from './card-geometry.ts';

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

/** Places for all tasks from left to right; the same for the same definition. */
export function layoutTasks(view: DraftView, catalog: Catalog): Map<string, Point> {
  const ports = portsByTask(view, catalog);
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', ranker: 'tight-tree', nodesep: 44, ranksep: 84, edgesep: 20 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of view.tasks) {
    graph.setNode(id, { width: CARD_WIDTH, height: cardHeight(ports.get(id) ?? []) });
  }
  for (const [index, { from, to }] of view.transitions) graph.setEdge(from, to, {}, String(index));
  layout(graph);
  return new Map(
    view.tasks.map(({ id }) => {
      const { x, y, height } = graph.node(id) as { x: number; y: number; height: number }; // written by layout()
      return [id, { x: Math.round(x - CARD_WIDTH / 2), y: Math.round(y - height / 2) }];
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
  let bottom = Math.max(...[...places.values()].map(({ y }) => y)) + 140;
  const left = Math.min(...[...places.values()].map(({ x }) => x));
  for (const { id } of missing) {
    const from = [...view.transitions.values()].find(({ from, to }) => to === id && places.has(from))?.from;
    const origin = from === undefined ? undefined : places.get(from);
    const wanted = origin ? { x: origin.x + CARD_WIDTH + 84, y: origin.y } : { x: left, y: bottom };
    if (!origin) bottom += 120;
    places.set(id, freePlace(wanted, places.values()));
  }
  return places;
}

/** The first place at or below the wanted one where a card does not lie on another. */
export function freePlace(wanted: Point, others: Iterable<Point>): Point {
  const taken = [...others];
  let { y } = wanted;
  const isFree = () =>
    taken.every((other) => Math.abs(other.x - wanted.x) >= CARD_WIDTH + 8 || Math.abs(other.y - y) >= 84);
  while (!isFree()) y += 24;
  return { x: wanted.x, y };
}
