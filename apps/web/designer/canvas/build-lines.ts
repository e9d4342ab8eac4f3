import type { Catalog } from '../model/catalog.ts';
import type { DraftView } from '../model/draft-view.ts';
import { followedOutcomes, type Port, startPort } from '../model/ports.ts';
import type { ProblemPlaces } from '../model/problem-places.ts';
import type { Selection } from '../model/selection.ts';
import { taskTitle, transitionLabel } from '../model/words.ts';
import { markOf, startTasks } from './build-cards.ts';
import { INPUT_ID, portId } from './card-geometry.ts';
import { type Card, type Line, type TransitionLine, type TriggerLine } from './flow-types.ts';

export type LinesInput = {
  view: DraftView;
  catalog: Catalog;
  ports: ReadonlyMap<string, readonly Port[]>;
  selection: Selection;
  problems: ProblemPlaces;
  /** Indices of the transitions that a run has taken; undefined outside a run. */
  taken: ReadonlySet<number> | undefined;
  triggerIds: readonly string[];
  readOnly: boolean;
};

const FAILURES: ReadonlySet<string> = new Set(['error', 'timeout']);

/** Makes the lines of a draft; like cards, a line whose ingredients did not change is the same object. */
export function createLineBuilder(): (input: LinesInput) => Line[] {
  let known = new Map<string, { signature: string; raw: unknown; line: TransitionLine }>();
  return (input) => {
    const next: typeof known = new Map();
    const lines = [...input.view.transitions.keys()].flatMap((index) => {
      const line = createLine(input, index);
      if (!line) return [];
      const raw = line.data?.transition;
      const { transition: _, ...data } = line.data ?? {};
      const signature = JSON.stringify([line.selected, line.sourceHandle, line.ariaLabel, data]);
      const before = known.get(line.id);
      const kept = before && before.raw === raw && before.signature === signature ? before.line : line;
      next.set(line.id, { signature, raw, line: kept });
      return [kept];
    });
    known = next;
    return [...triggerLines(input), ...lines];
  };
}

function createLine(input: LinesInput, index: number): TransitionLine | undefined {
  const { view, catalog, readOnly } = input;
  const transition = view.transitions.get(index);
  const from = transition && view.taskById.get(transition.from);
  const to = transition && view.taskById.get(transition.to);
  if (!transition || !from || !to) return undefined;
  const descriptor = catalog.get(from.type);
  const outcome = startPort(transition, descriptor) ?? '';
  const port = input.ports.get(from.id)?.find((candidate) => candidate.outcome === outcome);
  const outcomes = followedOutcomes(transition, descriptor);
  const on = outcomes.length > 0 ? ` on ${outcomes.join(' or ')}` : '';
  const run = input.taken && (input.taken.has(index) ? 'taken' : 'idle');
  return {
    id: `t${index}`,
    type: 'transition',
    source: from.id,
    sourceHandle: portId(outcome),
    target: to.id,
    targetHandle: INPUT_ID,
    selected: input.selection.transitions.has(index),
    reconnectable: !readOnly,
    ariaLabel: `Transition from ${taskTitle(from, descriptor)} to ${taskTitle(to, catalog.get(to.type))}${on}`,
    zIndex: run === 'taken' ? 1 : 0,
    data: {
      transition,
      index,
      label: transitionLabel(transition, port),
      failure: outcomes.length > 0 && outcomes.every((each) => FAILURES.has(each)),
      problems: markOf(input.problems.byTransition.get(index)),
      run,
      readOnly,
    },
  };
}

function triggerLines({ view, triggerIds }: LinesInput): TriggerLine[] {
  return triggerIds.flatMap((trigger) =>
    startTasks(view).map(
      (task): TriggerLine => ({
        id: `${trigger}>${task}`,
        type: 'triggerLine',
        source: trigger,
        sourceHandle: 'start',
        target: task,
        targetHandle: INPUT_ID,
        selectable: false,
        focusable: false,
        reconnectable: false,
        data: {},
      }),
    ),
  );
}

export function triggerIdsOf(cards: readonly Card[]): string[] {
  return cards.filter((card) => card.type === 'trigger').map((card) => card.id);
}
