import type { DefinitionProblem, Trigger } from '@innoflow/contracts';
import { Position } from '@xyflow/react';
import type { Catalog } from '../model/catalog.ts';
import type { DraftView, Point } from '../model/draft-view.ts';
import { type Port, startPort } from '../model/ports.ts';
import type { ProblemPlaces } from '../model/problem-places.ts';
import type { Selection } from '../model/selection.ts';
import { taskTitle } from '../model/words.ts';
import { CARD_WIDTH, cardHeight, handlesOf } from './card-geometry.ts';
import {
  type Card,
  MANUAL_TRIGGER,
  type ProblemMark,
  type TaskCard,
  type TaskProgress,
  TRIGGER_PREFIX,
  type TriggerCard,
} from './flow-types.ts';

const TRIGGER_WIDTH = 200;
const TRIGGER_HEIGHT = 48;
const TRIGGER_GAP = 16;

export type CardsInput = {
  view: DraftView;
  catalog: Catalog;
  ports: ReadonlyMap<string, readonly Port[]>;
  places: ReadonlyMap<string, Point>;
  selection: Selection;
  problems: ProblemPlaces;
  triggers: readonly Trigger[];
  progress: ReadonlyMap<string, TaskProgress> | undefined;
  readOnly: boolean;
  /** Tasks alone, as in a run, which knows its one trigger by itself. */
  hideTriggers?: boolean;
};

/**
 * Makes the cards of a draft. A card whose ingredients are the same as last time is the same object, and so is not
 * rendered again: with 300 tasks on the canvas, typing in one of them renders one card.
 */
export function createCardBuilder(): (input: CardsInput) => Card[] {
  let known = new Map<string, { signature: readonly unknown[]; card: TaskCard }>();
  return (input) => {
    const next: typeof known = new Map();
    const connected = connectedOutcomes(input);
    const cards = input.view.tasks.map((task) => {
      const { id } = task;
      const descriptor = input.catalog.get(task.type);
      const ports = input.ports.get(id) ?? [];
      const place = input.places.get(id) ?? { x: 0, y: 0 };
      const outcomes = connected.get(id) ?? new Set<string>();
      const problems = markOf(input.problems.byTask.get(id));
      const progress = input.progress?.get(id);
      const selected = input.selection.tasks.has(id);
      const signature = [
        task,
        descriptor,
        JSON.stringify([ports, [...outcomes], problems, progress]),
        place.x,
        place.y,
        selected,
        input.readOnly,
      ];
      const before = known.get(id);
      const card =
        before && sameItems(before.signature, signature)
          ? before.card
          : createCard(
              { id, place, selected, ports, name: taskTitle(task, descriptor) },
              {
                task,
                descriptor,
                ports,
                connected: outcomes,
                problems,
                progress,
                readOnly: input.readOnly,
              },
            );
      next.set(id, { signature, card });
      return card;
    });
    known = next;
    return input.hideTriggers || (cards.length === 0 && input.triggers.length === 0)
      ? cards
      : [...cards, ...triggerCards(input)];
  };
}

type Outline = { id: string; place: Point; selected: boolean; ports: readonly Port[]; name: string };

function createCard({ id, place, selected, ports, name }: Outline, data: TaskCard['data']): TaskCard {
  const size = { width: CARD_WIDTH, height: cardHeight(ports) };
  return {
    id,
    type: 'task',
    position: { ...place },
    data,
    ...size,
    measured: size,
    handles: handlesOf(ports),
    selected,
    draggable: !data.readOnly,
    ariaLabel: `Task ${name}`,
  };
}

function connectedOutcomes({ view, catalog }: CardsInput): Map<string, Set<string>> {
  const connected = new Map<string, Set<string>>();
  for (const transition of view.transitions.values()) {
    const type = view.taskById.get(transition.from)?.type ?? '';
    const outcomes = connected.get(transition.from) ?? new Set();
    outcomes.add(startPort(transition, catalog.get(type)) ?? '');
    connected.set(transition.from, outcomes);
  }
  return connected;
}

export function markOf(problems: readonly DefinitionProblem[] | undefined): ProblemMark | undefined {
  const [first] = problems?.toSorted((a, b) => a.severity.localeCompare(b.severity)) ?? [];
  if (!problems || !first) return undefined;
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  return { errors, warnings: problems.length - errors, first: first.message };
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => Object.is(item, b[index]));
}

/** The tasks that a run starts with. */
export function startTasks(view: DraftView): string[] {
  const reached = new Set([...view.transitions.values()].map((transition) => transition.to));
  return view.tasks.filter((task) => !reached.has(task.id)).map((task) => task.id);
}

/** Triggers stand in a column at the left of the tasks that they start. */
function triggerCards({ view, places, triggers, selection, readOnly }: CardsInput): TriggerCard[] {
  const shown: (Trigger | undefined)[] = triggers.length > 0 ? [...triggers] : [undefined];
  const starts = startTasks(view).flatMap((id) => places.get(id) ?? []);
  const x =
    Math.min(...starts.map((place) => place.x), ...(starts.length === 0 ? [320] : [])) - TRIGGER_WIDTH - 72;
  const middle =
    starts.length === 0 ? 0 : starts.reduce((sum, place) => sum + place.y, 0) / starts.length + 28;
  const height = shown.length * (TRIGGER_HEIGHT + TRIGGER_GAP) - TRIGGER_GAP;
  return shown.map((trigger, index) => {
    const id = trigger?.id ?? MANUAL_TRIGGER;
    const size = { width: TRIGGER_WIDTH, height: TRIGGER_HEIGHT };
    return {
      id: TRIGGER_PREFIX + id,
      type: 'trigger',
      position: { x, y: Math.round(middle - height / 2 + index * (TRIGGER_HEIGHT + TRIGGER_GAP)) },
      data: { trigger, readOnly },
      ...size,
      measured: size,
      handles: [
        {
          id: 'start',
          type: 'source',
          position: Position.Right,
          x: TRIGGER_WIDTH - 2,
          y: TRIGGER_HEIGHT / 2 - 1,
          width: 2,
          height: 2,
        },
      ],
      selected: selection.trigger === id,
      draggable: false,
      connectable: false,
      ariaLabel: trigger ? `Trigger ${trigger.type}` : 'Start by hand or through the API',
    };
  });
}
