import { useSyncExternalStore } from 'react';

const nothingChanges = () => () => {};

/** "⌘" on Apple's systems, "Ctrl " elsewhere; to be put before a letter. */
export function useModKey(): string {
  return useSyncExternalStore(
    nothingChanges,
    () => (/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl+'),
    () => 'Ctrl+',
  );
}
