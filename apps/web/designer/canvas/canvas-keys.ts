import { useEffect, useEffectEvent } from 'react';
import { clippingToText, parseClipping } from '../model/clipboard.ts';
import type { Point } from '../model/draft-view.ts';
import { nothingSelected, selectTasks } from '../model/selection.ts';
import type { Designer } from '../session/designer-context.ts';
import {
  copySelection,
  duplicateSelection,
  nudgeSelection,
  paste,
  removeSelection,
} from '../session/task-actions.ts';

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** The designer's keyboard. Keys that mean something where one types, in menus and in dialogs are left to those. */
export function useCanvasKeys(designer: Designer, pastePoint: () => Point | undefined): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const mod = event.metaKey || event.ctrlKey;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (mod && key === 's') {
      event.preventDefault();
      void designer.saver.flush();
      return;
    }
    if (event.defaultPrevented || event.isComposing || isElsewhere(event.target)) return;
    const done = mod ? modKey(designer, key, event.shiftKey) : plainKey(designer, event);
    if (done) event.preventDefault();
  });
  const onCopy = useEffectEvent((event: ClipboardEvent) => {
    if (isElsewhere(event.target) || getSelection()?.isCollapsed === false) return;
    const clipping = copySelection(designer);
    if (!clipping) return;
    event.clipboardData?.setData('text/plain', clippingToText(clipping));
    event.preventDefault();
    if (event.type === 'cut') removeSelection(designer);
  });
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    if (isElsewhere(event.target)) return;
    const clipping = parseClipping(event.clipboardData?.getData('text/plain') ?? '');
    if (!clipping) return;
    event.preventDefault();
    paste(designer, clipping, pastePoint());
  });
  useEffect(() => {
    const listeners = new AbortController();
    const { signal } = listeners;
    document.addEventListener('keydown', (event) => onKeyDown(event), { signal });
    document.addEventListener('copy', (event) => onCopy(event), { signal });
    document.addEventListener('cut', (event) => onCopy(event), { signal });
    document.addEventListener('paste', (event) => onPaste(event), { signal });
    return () => listeners.abort();
  }, []);
}

function modKey(designer: Designer, key: string, shift: boolean): boolean {
  const { store, readOnly } = designer;
  if (key === 'a') {
    store.select(selectTasks(store.getState().view.taskById.keys()));
    return true;
  }
  if (readOnly) return false;
  if (key === 'z') {
    if (shift) store.redo();
    else store.undo();
    return true;
  }
  if (key === 'y') {
    store.redo();
    return true;
  }
  if (key === 'd') {
    duplicateSelection(designer);
    return true;
  }
  return false;
}

function plainKey(designer: Designer, event: KeyboardEvent): boolean {
  const { store, readOnly } = designer;
  const step = arrows[event.key];
  if (step) {
    const length = event.shiftKey ? 40 : 8;
    if (readOnly || store.getState().selection.tasks.size === 0) return false;
    nudgeSelection(designer, { x: step.x * length, y: step.y * length });
    return true;
  }
  switch (event.key) {
    case 'Delete':
    case 'Backspace':
      removeSelection(designer);
      return true;
    case '/':
      if (!readOnly) store.openPalette();
      return !readOnly;
    case 'Escape':
      if (store.getState().palette) store.closePalette();
      else store.select(nothingSelected);
      return true;
    case 'Enter':
    case ' ':
      return selectFocused(designer, event.target);
    default:
      return false;
  }
}

/** A card that has the keyboard's focus is selected by Enter or Space. */
function selectFocused({ store }: Designer, target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement) || !target.classList.contains('react-flow__node')) return false;
  const id = target.dataset.id;
  if (id === undefined || !store.getState().view.taskById.has(id)) return false;
  store.select(selectTasks([id]));
  return true;
}

function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"][data-state="open"], [role="alertdialog"][data-state="open"]'))
    return true;
  return (
    target instanceof HTMLElement &&
    target.closest(
      'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="menu"], [role="listbox"], [role="combobox"], [data-own-keys]',
    ) !== null
  );
}
