import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../support/api-client.ts';
import { launchBrowser, openPage, screenshot } from '../support/browser.ts';
import { incidentIntake } from '../support/incident-intake.ts';
import { type InnoflowServer, startServer } from '../support/innoflow-server.ts';
import { until } from '../support/until.ts';

const PASSWORD = 'correct horse battery';
/** Stands in the exported pages where an id belongs. */
const PLACEHOLDER = '00000000-0000-0000-0000-000000000000';

let server: InnoflowServer;
let browser: Browser;
let api: ApiClient;
let workflowId: string;
let runId: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  api = new ApiClient(server.url);
  await api.register('ada@example.com');
  const workflow = await api.publishNew('Incident intake', incidentIntake('http://127.0.0.1:9'));
  workflowId = workflow.id;
  runId = (await api.startRun(workflowId, { label: { name: 'question' } })).id;
});
afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

async function logIn(page: Page): Promise<void> {
  await page.goto('/log-in');
  await page.getByLabel(/^E-mail/).fill('ada@example.com');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await page.waitForURL((url) => url.pathname === '/');
}

test('the server prints the address at which it answers', async () => {
  expect(await server.readLog()).toContain(`InnoFlow is ready at ${server.url}`);
  expect(await api.send('GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
  expect(await api.send('GET', '/readyz')).toMatchObject({
    status: 200,
    body: { status: 'ready', checks: { database: 'ok', worker: 'ok' } },
  });
});

test('a deep link opens its page, with the id in place of the placeholder of the export', async () => {
  const anonymous = new ApiClient(server.url);
  for (const path of [`/workflows/${workflowId}`, `/workflows/${workflowId}/`, `/runs/${runId}`]) {
    const answer = await anonymous.send('GET', path);
    expect(answer.status, path).toBe(200);
    expect(answer.headers.get('content-type'), path).toBe('text/html; charset=utf-8');
    expect(answer.body, path).not.toContain(PLACEHOLDER);
    expect(answer.body, path).toContain(path.split('/')[2]);
  }
});

test('an id in an address cannot carry markup into a page', async () => {
  for (const path of ['/workflows/%3Cscript%3Ealert(1)%3C%2Fscript%3E', '/runs/..%2F..%2Fetc%2Fpasswd']) {
    const answer = await api.send('GET', path);
    expect(answer.status, path).toBe(404);
    expect(answer.body, path).not.toMatch(/alert\(1\)|root:/);
  }
});

test('pages carry security headers and a policy that no inline script without its nonce passes', async () => {
  const { headers, body } = await api.send('GET', '/');
  const policy = headers.get('content-security-policy') ?? '';
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  expect(policy).toMatch(/default-src 'self'|script-src [^;]*'self'/);
  expect(policy).toMatch(/frame-ancestors 'none'/);
  expect(/script-src ([^;]*)/.exec(policy)?.[1]).not.toMatch(/unsafe-inline|unsafe-eval/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('referrer-policy')).toBeTruthy();
  const scripts = String(body).match(/<script\b[^>]*>/g) ?? [];
  expect(scripts.length).toBeGreaterThan(0);
  for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
  const again = await api.send('GET', '/');
  expect(again.headers.get('content-security-policy')).not.toBe(policy);
});

test('an address that does not exist shows the page for it, and a program gets a problem document', async () => {
  const { context, page } = await openPage(browser, server.url);
  await logIn(page);
  const answer = await page.goto('/nothing/here');
  expect(answer?.status()).toBe(404);
  await page.getByRole('heading').first().waitFor();
  await screenshot(page, 'not-found');
  await context.close();
  expect(await api.send('GET', '/api/nothing/')).toMatchObject({ status: 404, body: { code: 'not_found' } });
});

test('the description of the API opens in the browser', async () => {
  const { context, page, complaints } = await openPage(browser, server.url);
  await page.goto('/api/docs/');
  await page.getByRole('heading', { name: /InnoFlow/ }).waitFor();
  await until('the operations', async () => (await page.locator('.opblock').count()) > 20);
  await screenshot(page, 'api-docs');
  expect(complaints).toEqual([]);
  await context.close();
  expect(await api.send('GET', '/api/openapi.json')).toMatchObject({
    status: 200,
    body: { openapi: '3.1.0' },
  });
});

test.each(['light', 'dark'] as const)(
  'every page opens in the %s theme without a complaint of the browser',
  async (theme) => {
    const { context, page, complaints } = await openPage(browser, server.url, theme);
    for (const path of ['/sign-up', '/log-in']) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await screenshot(page, `${theme}${path.replaceAll('/', '-')}`);
    }
    await logIn(page);
    const pages: [path: string, shown: string][] = [
      ['/', 'Incident intake'],
      ['/workflows', 'Incident intake'],
      [`/workflows/${workflowId}`, 'By label'],
      ['/runs', 'Incident intake'],
      [`/runs/${runId}`, 'By label'],
      ['/inbox', 'Nothing waits for you'],
      ['/settings', 'ada@example.com'],
    ];
    for (const [path, shown] of pages) {
      await page.goto(path);
      await page.getByRole('main').getByText(shown).first().waitFor();
      await screenshot(page, `${theme}-${path.replaceAll('/', '-').slice(1, 12)}`);
    }
    expect(await page.locator('html').getAttribute('data-theme')).toBe(theme);
    expect(complaints).toEqual([]);
    await context.close();
  },
);
