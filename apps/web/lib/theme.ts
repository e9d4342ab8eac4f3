export type ThemeChoice = 'system' | 'light' | 'dark';

const THEME_KEY = 'innoflow.theme';
const NAV_KEY = 'innoflow.nav';

/**
 * Sets `data-theme` (stored choice or the system's) and `data-nav` (open or collapsed) on <html> before the first
 * paint, so that neither jumps. Kept free of `<`, because the server finds script tags by it.
 */
export const frameScript = `(()=>{var r=document.documentElement.dataset,c,n;
try{c=localStorage.getItem('${THEME_KEY}');n=localStorage.getItem('${NAV_KEY}')}catch{}
r.theme=c==='dark'||(c!=='light'&&matchMedia('(prefers-color-scheme: dark)').matches)?'dark':'light';
r.nav=n==='collapsed'?n:'open'})()`;

export function isThemeChoice(text: string): text is ThemeChoice {
  return text === 'system' || text === 'light' || text === 'dark';
}

export function readThemeChoice(): ThemeChoice {
  const stored = localStorage.getItem(THEME_KEY);
  return stored !== null && isThemeChoice(stored) ? stored : 'system';
}

/** Stores the choice and shows it at once. */
export function applyThemeChoice(choice: ThemeChoice): void {
  if (choice === 'system') localStorage.removeItem(THEME_KEY);
  else localStorage.setItem(THEME_KEY, choice);
  showTheme();
}

export function showTheme(): void {
  const choice = readThemeChoice();
  const dark =
    choice === 'dark' || (choice === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}

export function isNavCollapsed(): boolean {
  return document.documentElement.dataset.nav === 'collapsed';
}

export function setNavCollapsed(collapsed: boolean): void {
  document.documentElement.dataset.nav = collapsed ? 'collapsed' : 'open';
  localStorage.setItem(NAV_KEY, collapsed ? 'collapsed' : 'open');
}
