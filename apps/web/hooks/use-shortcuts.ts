import { useEffect, useEffectEvent } from 'react';

const SEQUENCE_MS = 1_000;

type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/**
 * Keyboard shortcuts while the component is mounted: `"a"`, `"?"`, `"g h"` (one key after the other within a second),
 * `"mod+k"` (⌘ on a Mac, Ctrl elsewhere). Plain keys are left alone while somebody types, in menus and in dialogs.
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useEffectEvent(() => shortcuts);
  useEffect(() => {
    let prefix = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const mod = event.metaKey || event.ctrlKey;
      if (!mod && isBusyElsewhere(event.target)) return;
      const key = mod ? `mod+${event.key.toLowerCase()}` : event.key;
      const known = current();
      const action = known[prefix ? `${prefix} ${key}` : key] ?? known[key];
      clearTimeout(timer);
      prefix = '';
      if (action) {
        event.preventDefault();
        action(event);
      } else if (Object.keys(known).some((name) => name.startsWith(`${key} `))) {
        prefix = key;
        timer = setTimeout(() => {
          prefix = '';
        }, SEQUENCE_MS);
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}

/** Typing, choosing in a menu or answering a dialog: single keys mean something else there. */
function isBusyElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"][data-state="open"], [role="alertdialog"][data-state="open"]'))
    return true;
  return (
    target instanceof HTMLElement &&
    target.closest(
      'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="menu"], [role="listbox"], [role="combobox"]',
    ) !== null
  );
}
