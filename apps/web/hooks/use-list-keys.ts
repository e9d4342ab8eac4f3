import { type RefObject, useRef } from 'react';
import { useShortcuts } from './use-shortcuts.ts';

/**
 * `j` and `k` walk through the elements marked `data-row`, which take the
 * focus; Enter is theirs. Give the ref to the list.
 */
export function useListKeys<T extends HTMLElement>(): RefObject<T | null> {
  const list = useRef<T>(null);
  const move = (step: 1 | -1) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    const current = rows.findIndex(
      (row) => row === document.activeElement || row.closest('tr')?.contains(document.activeElement),
    );
    const next = rows[current === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, current + step))];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };
  useShortcuts({ j: () => move(1), k: () => move(-1) });
  return list;
}
