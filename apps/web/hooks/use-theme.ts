import { useEffect, useSyncExternalStore } from 'react';
import { applyThemeChoice, readThemeChoice, showTheme, type ThemeChoice } from '@/lib/theme.ts';

const CHANGED = 'innoflow:theme';

function subscribe(listener: () => void): () => void {
  addEventListener(CHANGED, listener);
  addEventListener('storage', listener);
  return () => {
    removeEventListener(CHANGED, listener);
    removeEventListener('storage', listener);
  };
}

/** The chosen theme and how to choose another; follows the system and other tabs. */
export function useTheme(): { choice: ThemeChoice; choose(choice: ThemeChoice): void } {
  const choice = useSyncExternalStore(subscribe, readThemeChoice, () => 'system' as const);
  useEffect(() => {
    showTheme();
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', showTheme);
    return () => system.removeEventListener('change', showTheme);
  }, [choice]);
  return {
    choice,
    choose(next) {
      applyThemeChoice(next);
      dispatchEvent(new Event(CHANGED));
    },
  };
}
