import { mkdirSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Where screenshots go; look at them after a run. */
const shotsDirectory = process.env['SHOTS_DIR'] ?? '/tmp/shots';

export function launchBrowser(): Promise<Browser> {
  mkdirSync(shotsDirectory, { recursive: true });
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export type WatchedPage = { context: BrowserContext; page: Page; complaints: string[] };

/** A page in a context of its own; `complaints` are errors of the console, of scripts and of the policy. */
export async function openPage(
  browser: Browser,
  baseURL: string,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<WatchedPage> {
  const context = await browser.newContext({ baseURL, colorScheme, viewport: { width: 1920, height: 1080 } });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    // A browser complains of it whatever the page makes of the answer: nobody is logged in yet.
    const isFirstVisit = message.location().url.endsWith('/api/auth/me/') && message.text().includes('401');
    if (message.type() === 'error' && !isFirstVisit)
      complaints.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { context, page, complaints };
}

export async function screenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${shotsDirectory}/${name}.png` });
}
