import { BAIL, isTruthy, lookup } from './expression-values.ts';

/** A step of a path: a name, perhaps with one `[number]` or one `[condition]`. */
export type PathStep = { readonly name: string; readonly stage: PathStage | undefined };

export type PathStage =
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'filter'; readonly holds: (item: unknown, root: unknown) => unknown };

/**
 * Follows the steps as JSONata does: an array on the way is mapped over, its results are joined into one list, a
 * list of one is its item and an empty list is no value. Arrays within arrays are left to JSONata.
 */
export function followPath(
  start: unknown,
  root: unknown,
  steps: readonly PathStep[],
  maxItems: number,
): unknown {
  let value = start;
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at];
    if (!step) break;
    if (Array.isArray(value)) return followMany(value, steps, at, maxItems);
    value = lookup(value, step.name);
    if (step.stage) {
      value = step.stage.kind === 'index' ? itemAt(value, step.stage.index) : filter(value, step.stage, root);
    }
    if (value === undefined) return undefined;
  }
  return value;
}

function followMany(
  list: readonly unknown[],
  steps: readonly PathStep[],
  from: number,
  maxItems: number,
): unknown {
  let items = list;
  for (let at = from; at < steps.length; at++) {
    const step = steps[at];
    if (!step) break;
    if (items.length > maxItems || step.stage) throw BAIL;
    const found: unknown[] = [];
    for (const item of items) {
      const value = lookup(item, step.name);
      if (value !== undefined) found.push(value);
    }
    // The only list found by the last step is the result as it stands, be it empty or of one item.
    if (at === steps.length - 1 && found.length === 1 && Array.isArray(found[0])) return found[0];
    items = found.some((value) => Array.isArray(value)) ? found.flat() : found;
    if (items.length === 0) return undefined;
  }
  if (items.length > maxItems) throw BAIL;
  return items.length === 1 ? items[0] : items;
}

function itemAt(value: unknown, index: number): unknown {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list[index < 0 ? list.length + index : index];
}

/** A condition that gives a number or a list means an index; that is left to JSONata. */
function filter(value: unknown, stage: Extract<PathStage, { kind: 'filter' }>, root: unknown): unknown {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const kept: unknown[] = [];
  for (const item of list) {
    if (Array.isArray(item)) throw BAIL;
    const held = stage.holds(item, root);
    if (typeof held === 'number' || Array.isArray(held)) throw BAIL;
    if (!isTruthy(held)) continue;
    if (item === undefined) throw BAIL;
    kept.push(item);
  }
  return kept.length > 1 ? kept : kept[0];
}
