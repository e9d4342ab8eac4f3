import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { launchBrowser, openPage, screenshot, type WatchedPage } from '../support/browser.ts';
import { githubHeaders, labeledIssue } from '../support/incident-intake.ts';
import { type InnoflowServer, startServer } from '../support/innoflow-server.ts';
import { MailServer } from '../support/mail-server.ts';
import { TicketSystem } from '../support/ticket-system.ts';
import { until } from '../support/until.ts';
import { Designer } from './designer.ts';

const SECRET = 'shared with GitHub';
/** The ticket system answers when it is told to, so that the run can be seen at work. */
const answering = Promise.withResolvers<void>();
const tickets = new TicketSystem(() => answering.promise);
const mails = new MailServer();
let server: InnoflowServer;
let browser: Browser;
let watched: WatchedPage;

beforeAll(async () => {
  await Promise.all([tickets.start(), mails.start()]);
  const env = { SMTP_URL: mails.url, EMAIL_FROM: 'innoflow@example.com' };
  [server, browser] = await Promise.all([startServer({ env }), launchBrowser()]);
  watched = await openPage(browser, server.url);
});
afterAll(async () => {
  await browser?.close();
  await server?.remove();
  await Promise.all([tickets.stop(), mails.stop()]);
});

test('from the sign-up to the mail: an incident intake is drawn, published, started by GitHub and approved', async () => {
  const { page, context, complaints } = watched;
  onTestFailed(async () => {
    console.log((await server.readLog()).slice(-3_000));
    await screenshot(page, 'failed');
  });
  const issue = labeledIssue();

  // Sign up.
  await page.goto('/sign-up');
  await page.getByLabel('Name', { exact: true }).fill('Ada Lovelace');
  await page.getByLabel('E-mail', { exact: true }).fill('ada@example.com');
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByLabel(/^Organization/).fill('Analytical Engines');
  await screenshot(page, '01-sign-up');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  await page.getByRole('heading').first().waitFor();
  await screenshot(page, '02-home');

  // A new workflow.
  await page.getByRole('link', { name: 'Workflows', exact: true }).first().click();
  await page
    .getByRole('button', { name: /^New workflow/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: /^Blank/ }).click();
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Incident intake');
  await page.getByRole('button', { name: 'Create workflow' }).click();
  await page.waitForURL(/\/workflows\/[0-9a-f-]{36}/);

  // Draw and configure.
  const designer = new Designer(page);
  await designer.dropTask('Switch', { x: 700, y: 330 }, { name: 'By label', id: 'by_label' });
  await screenshot(page, '03-first-task');
  await designer.inspector.getByRole('button', { name: 'Add case' }).click();
  await designer.field('When').fill('input.label.name = "bug"');
  await designer.field('Outcome').fill('bug');

  await designer.dropTask('HTTP request', { x: 980, y: 300 }, { name: 'Open ticket', id: 'open_ticket' });
  await designer.field('Method').click();
  await page.getByRole('option', { name: 'POST', exact: true }).click();
  await designer.field('Address').fill(`${tickets.url}/tickets`);
  await designer.inspector.getByRole('textbox', { name: 'Body' }).click();
  await page.keyboard.insertText(
    '{ "title": "{{ input.issue.title }}", "link": "{{ input.issue.html_url }}", "run": "{{ run.id }}" }',
  );

  await designer.dropTask('Approval', { x: 1260, y: 330 }, { name: 'Confirm incident', id: 'confirm' });
  await designer.field('Title').fill('Is "{{ input.issue.title }}" an incident?');
  await designer.field('Description').fill('{{ input.issue.html_url }}');

  await designer.dropTask('Send an email', { x: 1260, y: 560 }, { name: 'Tell the team', id: 'tell_team' });
  await designer.field('To').fill('team@example.com');
  await designer.field('Subject').fill('Incident: {{ input.issue.title }}');
  await designer
    .field('Text')
    .fill('Approved by {{ tasks.confirm.output.decidedBy }}. Ticket {{ tasks.open_ticket.output.body.id }}.');
  await designer.closePalette();
  await designer.connect('By label', 'bug', 'Open ticket');
  await designer.connect('Open ticket', 'success', 'Confirm incident');
  await designer.connect('Confirm incident', 'approved', 'Tell the team');
  await screenshot(page, '04-drawn');

  // The webhook.
  await designer.drop('Webhook', { x: 700, y: 520 });
  await designer.field('Path').fill('github/issues');
  await designer.field('Secret').fill(SECRET);
  await designer.inspector.getByRole('button', { name: 'Save trigger' }).click();
  await designer.inspector.getByText('/hooks/github/issues').first().waitFor();
  await screenshot(page, '05-webhook');
  await designer.save();

  // Publish.
  await page.getByRole('button', { name: 'Publish…' }).click();
  await screenshot(page, '06-publish');
  await page.getByRole('button', { name: 'Publish version 1' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await designer.inspector.getByText('Live', { exact: true }).waitFor();
  await screenshot(page, '07-published');

  // The list of runs shows the run that GitHub starts, by itself.
  await page.getByRole('link', { name: 'Runs', exact: true }).first().click();
  await page.waitForURL('**/runs');
  await page.evaluate(() => Object.assign(globalThis, { neverReloaded: true }));
  const body = JSON.stringify(issue);
  const answer = await fetch(`${server.url}/hooks/github/issues`, {
    method: 'POST',
    body,
    headers: githubHeaders(body, SECRET),
  });
  expect(answer.status).toBe(202);
  const { runId } = (await answer.json()) as { runId: string }; // what the webhook promises
  await page.getByRole('link', { name: /^Incident intake/ }).click();
  await page.waitForURL(`**/runs/${runId}**`);
  const status = page.getByRole('heading', { level: 1 }).locator('[data-status]');
  await status.filter({ hasText: 'Running' }).waitFor();
  await page.locator('[data-task="open_ticket"][data-status="running"]').waitFor();
  await screenshot(page, '08-running');
  answering.resolve();
  await status.filter({ hasText: 'Waiting' }).waitFor({ timeout: 15_000 });
  await page.locator('[data-task="confirm"][data-status="waiting"]').waitFor();
  await screenshot(page, '09-waiting');
  expect(tickets.tickets.size).toBe(1);
  expect(mails.mails).toEqual([]);

  // Approved in the inbox, in a second tab; the first tab sees it.
  const inbox = await context.newPage();
  await inbox.goto('/inbox');
  await inbox.getByRole('heading', { name: `Is "${issue.issue.title}" an incident?` }).waitFor();
  await screenshot(inbox, '10-inbox');
  await inbox.getByLabel(/^Comment/).fill('It is.');
  await inbox.getByRole('button', { name: /^Approve/ }).click();
  await screenshot(inbox, '11-decided');
  await status.filter({ hasText: 'Succeeded' }).waitFor({ timeout: 30_000 });
  await page.locator('[data-task="tell_team"][data-status="succeeded"]').waitFor();
  await screenshot(page, '12-succeeded');
  expect(await page.evaluate(() => 'neverReloaded' in globalThis)).toBe(true);

  await page.getByRole('tab', { name: /^Task runs/ }).click();
  const rows = page.getByRole('table', { name: 'Task runs' }).getByRole('row');
  await until('the rows of all four tasks', async () => (await rows.count()) === 5);
  await rows.filter({ hasText: 'Open ticket' }).getByRole('button').click();
  await screenshot(page, '13-task-runs');

  // What came of it outside.
  await until('the mail', () => mails.mails.length > 0);
  const [ticket] = tickets.tickets.values();
  expect(tickets.tickets.size).toBe(1);
  expect(ticket).toMatchObject({
    body: { title: issue.issue.title, link: issue.issue.html_url, run: runId },
    calls: [expect.any(Number)],
  });
  expect(mails.mails).toMatchObject([
    {
      from: 'innoflow@example.com',
      to: ['team@example.com'],
      subject: `Incident: ${issue.issue.title}`,
      text: expect.stringContaining(`Ticket ${ticket?.id}.`),
    },
  ]);
  expect(complaints).toEqual([]);
});
