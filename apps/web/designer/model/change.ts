import type { DraftDefinition } from '@innoflow/contracts';

/**
 * Every edit of a draft is made of these. They are data: each has an exact inverse, which is what undo applies.
 * `set` writes a field of the definition; undefined removes it, and `at` puts it back at its old place among the keys.
 */
export type Change =
  | { readonly kind: 'insert'; readonly list: ListName; readonly index: number; readonly item: unknown }
  | { readonly kind: 'remove'; readonly list: ListName; readonly index: number }
  | { readonly kind: 'replace'; readonly list: ListName; readonly index: number; readonly item: unknown }
  | { readonly kind: 'set'; readonly field: SettableField; readonly value: unknown; readonly at?: number }
  | { readonly kind: 'reset'; readonly draft: DraftDefinition }
  | { readonly kind: 'all'; readonly changes: readonly Change[] };

export type SettableField = 'input' | 'output' | 'vars' | 'settings';

export type ListName = 'tasks' | 'transitions';

export type Applied = { readonly draft: DraftDefinition; readonly inverse: Change };

/** The draft after the change, and the change that leads back. The draft given is left as it is. */
export function applyChange(draft: DraftDefinition, change: Change): Applied {
  switch (change.kind) {
    case 'insert': {
      const { list, index, item } = change;
      return {
        draft: { ...draft, [list]: draft[list].toSpliced(index, 0, item) },
        inverse: { kind: 'remove', list, index },
      };
    }
    case 'remove': {
      const { list, index } = change;
      return {
        draft: { ...draft, [list]: draft[list].toSpliced(index, 1) },
        inverse: { kind: 'insert', list, index, item: draft[list][index] },
      };
    }
    case 'replace': {
      const { list, index, item } = change;
      return {
        draft: { ...draft, [list]: draft[list].with(index, item) },
        inverse: { kind: 'replace', list, index, item: draft[list][index] },
      };
    }
    case 'set':
      return applySet(draft, change);
    case 'reset':
      return { draft: change.draft, inverse: { kind: 'reset', draft } };
    case 'all': {
      const inverses: Change[] = [];
      let current = draft;
      for (const part of change.changes) {
        const applied = applyChange(current, part);
        current = applied.draft;
        inverses.unshift(applied.inverse);
      }
      return { draft: current, inverse: { kind: 'all', changes: inverses } };
    }
  }
}

function applySet(draft: DraftDefinition, change: Extract<Change, { kind: 'set' }>): Applied {
  const { field, value } = change;
  const keys = Object.keys(draft);
  const at = keys.indexOf(field);
  const inverse: Change = { kind: 'set', field, value: draft[field], ...(at === -1 ? {} : { at }) };
  const rest = Object.entries(draft).filter(([key]) => key !== field);
  const place = change.at ?? (at === -1 ? rest.length : at);
  const entries = value === undefined ? rest : rest.toSpliced(place, 0, [field, value]);
  // both lists are among the entries: `set` is for the other fields alone
  return { draft: Object.fromEntries(entries) as DraftDefinition, inverse };
}
