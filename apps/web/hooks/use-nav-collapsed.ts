import { useSyncExternalStore } from 'react';
import { isNavCollapsed, setNavCollapsed } from '@/lib/theme.ts';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the navigation shows only icons; its looks follow `data-nav` on <html> by CSS alone. */
export function useNavCollapsed(): { collapsed: boolean; toggle(): void } {
  const collapsed = useSyncExternalStore(subscribe, isNavCollapsed, () => false);
  return {
    collapsed,
    toggle() {
      setNavCollapsed(!collapsed);
      for (const listener of listeners) listener();
    },
  };
}
