import type { DraftDefinition } from '@innoflow/contracts';
import { applyChange, type Change } from './change.ts';

/**
 * The draft with everything that was done to it. Undo and redo are unlimited.
 * H1 Applying `undo` of the last entry to `present` gives the draft before it, byte for byte.
 * H2 A commit empties `future`.
 * H3 Commits with the same key in quick succession (typing in one field, nudging with arrows) are one entry.
 */
export type History = {
  readonly present: DraftDefinition;
  readonly past: readonly Entry[];
  readonly future: readonly Entry[];
};

type Entry = {
  readonly label: string;
  readonly undo: Change;
  readonly redo: Change;
  readonly key: string | undefined;
  readonly at: number;
};

export type CommitOptions = {
  /** What was done, for the tooltip of undo: "Move 3 tasks". */
  label: string;
  key?: string;
  /** Milliseconds since 1970. */
  at: number;
};

/** Longest pause between two commits that still count as one. */
const TOGETHER_MS = 1_500;

export function createHistory(draft: DraftDefinition): History {
  return { present: draft, past: [], future: [] };
}

export function commit(history: History, change: Change, { label, key, at }: CommitOptions): History {
  const { draft, inverse } = applyChange(history.present, change);
  const last = history.past.at(-1);
  const together = key !== undefined && last?.key === key && at - last.at < TOGETHER_MS;
  const entry: Entry =
    together && last
      ? { label: last.label, undo: join(inverse, last.undo), redo: join(last.redo, change), key, at }
      : { label, undo: inverse, redo: change, key, at };
  const past = together ? history.past.slice(0, -1) : history.past;
  return { present: draft, past: [...past, entry], future: [] };
}

/** One change that does `first`, then `second`; a replace that is replaced again is dropped. */
function join(first: Change, second: Change): Change {
  if (
    first.kind === 'replace' &&
    second.kind === 'replace' &&
    first.list === second.list &&
    first.index === second.index
  )
    return second;
  return { kind: 'all', changes: [...parts(first), ...parts(second)] };
}

function parts(change: Change): readonly Change[] {
  return change.kind === 'all' ? change.changes : [change];
}

export function undo(history: History): History {
  const entry = history.past.at(-1);
  if (!entry) return history;
  const { draft } = applyChange(history.present, entry.undo);
  return { present: draft, past: history.past.slice(0, -1), future: [...history.future, entry] };
}

export function redo(history: History): History {
  const entry = history.future.at(-1);
  if (!entry) return history;
  const { draft } = applyChange(history.present, entry.redo);
  // the key goes, so that what is typed next is an entry of its own
  const done: Entry = { ...entry, key: undefined };
  return { present: draft, past: [...history.past, done], future: history.future.slice(0, -1) };
}
