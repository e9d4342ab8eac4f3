import type { DraftDefinition } from '@innoflow/contracts';
import type { Catalog } from './catalog.ts';
import type { Change } from './change.ts';
import { type DraftView, viewTransition } from './draft-view.ts';
import { equalJson, type JsonRecord, withFields } from './json.ts';

export type Link = { readonly from: string; readonly outcome: string | undefined; readonly to: string };

/** A new transition for an outcome; undefined when the very same one is there already. */
export function addTransition(
  draft: DraftDefinition,
  view: DraftView,
  link: Link,
  catalog: Catalog,
): Change | undefined {
  const item = { from: link.from, to: link.to, ...followed(view, link, catalog) };
  if (draft.transitions.some((other) => equalJson(other, item))) return undefined;
  return { kind: 'insert', list: 'transitions', index: draft.transitions.length, item };
}

/** `on` is left out for the main outcome, as one would write it by hand. */
function followed(view: DraftView, { from, outcome }: Link, catalog: Catalog): { on?: string } {
  const type = view.taskById.get(from)?.type;
  const main = type === undefined ? undefined : catalog.get(type)?.mainOutcome;
  return outcome === undefined || outcome === main ? {} : { on: outcome };
}

/** Writes fields of a transition; undefined removes a field. */
export function updateTransition(
  draft: DraftDefinition,
  index: number,
  patch: JsonRecord,
): Change | undefined {
  const transition = viewTransition(draft.transitions[index]);
  return (
    transition && { kind: 'replace', list: 'transitions', index, item: withFields(transition.raw, patch) }
  );
}

/** Moves an end of a transition. A start at another outcome changes what it follows; its condition stays. */
export function reconnectTransition(
  draft: DraftDefinition,
  view: DraftView,
  index: number,
  link: Link,
  catalog: Catalog,
): Change | undefined {
  const transition = viewTransition(draft.transitions[index]);
  if (!transition) return undefined;
  const type = view.taskById.get(transition.from)?.type;
  const main = type === undefined ? undefined : (catalog.get(type)?.mainOutcome ?? undefined);
  const before = transition.on ?? (main === undefined ? [] : [main]);
  const sameStart =
    link.from === transition.from && link.outcome !== undefined && before.includes(link.outcome);
  const { on } = followed(view, link, catalog);
  return updateTransition(draft, index, { from: link.from, to: link.to, ...(sameStart ? {} : { on }) });
}

export function removeTransitions(indices: Iterable<number>): Change {
  const changes = [...new Set(indices)]
    .toSorted((a, b) => b - a)
    .map((index): Change => ({ kind: 'remove', list: 'transitions', index }));
  return { kind: 'all', changes };
}

/** Moves a transition before or after the next one of the same task: `split: "first"` tries them in order. */
export function shiftTransition(draft: DraftDefinition, index: number, step: -1 | 1): Change | undefined {
  const item = draft.transitions[index];
  const from = viewTransition(item)?.from;
  let other = index + step;
  while (other in draft.transitions && viewTransition(draft.transitions[other])?.from !== from) other += step;
  if (from === undefined || !(other in draft.transitions)) return undefined;
  return {
    kind: 'all',
    changes: [
      { kind: 'replace', list: 'transitions', index, item: draft.transitions[other] },
      { kind: 'replace', list: 'transitions', index: other, item },
    ],
  };
}
