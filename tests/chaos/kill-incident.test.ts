import { setTimeout as sleep } from 'node:timers/promises';
import { createPool, EmbeddedPostgres } from '@innoflow/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../support/api-client.ts';
import { incidentIntake } from '../support/incident-intake.ts';
import { InnoflowServer } from '../support/innoflow-server.ts';
import { MailServer } from '../support/mail-server.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { openServerDatabase } from '../support/server-database.ts';
import { TicketSystem } from '../support/ticket-system.ts';
import { until } from '../support/until.ts';
import { type Journal, readJournal, runsWithOutcome } from './journal.ts';
import { Traffic } from './traffic.ts';

const KILLS = Number(process.env['CHAOS_KILLS'] ?? 50);
const seed = Number(process.env['CHAOS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const random = seededRandom(seed);
const SECRET = 'a secret that GitHub shares';

const tickets = new TicketSystem(() => sleep(random() * 40));
const mails = new MailServer();
let server: InnoflowServer;
let api: ApiClient;
let traffic: Traffic;

/** How often the outside world was asked for each run: what the journal had recorded when the server was dead. */
type Recorded = { journal: Journal; ticketCalls: Map<string, number>; mailCounts: Map<string, number> };
const recorded: Recorded[] = [];
let final: Journal;
let killsWhileStarting = 0;

beforeAll(async () => {
  console.log(`chaos seed ${seed}; repeat with CHAOS_SEED=${seed}`);
  await Promise.all([tickets.start(), mails.start()]);
  server = await InnoflowServer.create({ env: { SMTP_URL: mails.url, EMAIL_FROM: 'innoflow@example.com' } });
  await server.start();
  api = new ApiClient(server.url);
  await api.register();
  const workflow = await api.publishNew('Incident intake', incidentIntake(tickets.url));
  const trigger = await api.addWebhook(workflow.id, { path: 'incidents', secret: SECRET });
  expect(trigger.live).toBe(true);
  traffic = new Traffic({ api, hookUrl: `${server.url}/hooks/incidents`, secret: SECRET, random });
  traffic.start();
});

afterAll(async () => {
  await traffic?.stop();
  await server?.remove();
  await Promise.all([tickets.stop(), mails.stop()]);
});

test(`${KILLS} kills at random moments lose no acknowledged run and no pending approval`, async () => {
  for (let kill = 1; kill <= KILLS; kill += 1) {
    await sleep(20 + random() * 450);
    traffic.pauseDeciding();
    await server.kill9();
    const pending = new Set(traffic.seen);
    // Every other time the dead server's journal is looked at; else it starts at once, while PostgreSQL still stops.
    if (random() < 0.5) {
      const dead = await recordDeadServer();
      recorded.push(dead);
      for (const id of openIn(dead.journal)) pending.add(id);
    }
    if (random() < 0.2) await killWhileStarting();
    await server.start();
    const inbox = new Set((await api.getInbox()).map(({ id }) => id));
    // A decision that was sent and not answered may be committed or not.
    const gone = [...pending].filter((id) => !inbox.has(id) && !traffic.touched.has(id));
    expect(gone, `kill ${kill}: approvals gone from the inbox`).toEqual([]);
    traffic.goOnDeciding();
  }
  traffic.stopPosting();
  const database = openServerDatabase(server);
  try {
    final = await until(
      'every run to finish',
      async () => {
        const journal = await readJournal(database);
        return [...journal.runs.values()].every(({ finished }) => finished) && journal;
      },
      60_000,
      200,
    );
  } finally {
    await database.end();
  }
  await traffic.stop();
  console.log(
    `${KILLS} kills and ${killsWhileStarting} while starting; ${traffic.acknowledged.size} acknowledged runs, ` +
      `${final.runs.size} in all, ${traffic.decided.size} acknowledged decisions, ${tickets.tickets.size} tickets, ` +
      `${mails.mails.length} mails`,
  );
  expect(traffic.wrong).toEqual([]);
  expect(traffic.acknowledged.size).toBeGreaterThan(KILLS);
  const ended = [...traffic.acknowledged].map((id) => final.runs.get(id)?.status ?? 'lost');
  expect(new Set(ended)).toEqual(new Set(['succeeded']));
});

test('every task of every run ended exactly once in the journal', () => {
  const steps = new Map<string, string[]>();
  for (const { runId, taskId, attempt, outcome } of final.taskRuns) {
    steps.set(runId, [...(steps.get(runId) ?? []), `${taskId} ${attempt} ${outcome}`]);
  }
  const common = ['by_label 1 bug', 'open_ticket 1 success'];
  for (const [runId, path] of steps) {
    const expected = path.includes('confirm 1 rejected')
      ? [...common, 'confirm 1 rejected']
      : [...common, 'confirm 1 approved', 'tell_team 1 success'];
    expect(path, `run ${runId}`).toEqual(expected);
  }
  expect(steps.size).toBe(final.runs.size);
});

test('an acknowledged decision is what the run went on with', () => {
  const outcomes = new Map(
    final.taskRuns.filter(({ taskId }) => taskId === 'confirm').map(({ runId, outcome }) => [runId, outcome]),
  );
  for (const [humanTaskId, decision] of traffic.decided) {
    const task = final.humanTasks.get(humanTaskId);
    expect(task).toMatchObject({ status: 'completed', outcome: decision });
    expect(outcomes.get(task?.runId ?? '')).toBe(decision);
  }
});

test('the ticket system has one ticket for each run, however often it was asked', () => {
  expect(tickets.problems).toEqual([]);
  const ofRuns = [...tickets.tickets.values()].map(({ body }) => runIdIn(JSON.stringify(body)));
  expect(ofRuns.toSorted()).toEqual([...final.runs.keys()].toSorted());
});

test('a mail that was sent again has the same Message-ID', () => {
  const perRun = Map.groupBy(mails.mails, ({ text }) => runIdIn(text));
  for (const [runId, sent] of perRun) {
    expect(new Set(sent.map(({ messageId }) => messageId)).size, `run ${runId}`).toBe(1);
  }
  expect([...perRun.keys()].toSorted()).toEqual([...runsWithOutcome(final, 'tell_team')].toSorted());
});

test('what was recorded before a kill was not done again after it', () => {
  const ticketCalls = countTicketCalls();
  const mailCounts = countMails();
  for (const before of recorded) {
    for (const runId of runsWithOutcome(before.journal, 'open_ticket')) {
      expect(ticketCalls.get(runId), `tickets of run ${runId}`).toBe(before.ticketCalls.get(runId));
    }
    for (const runId of runsWithOutcome(before.journal, 'tell_team')) {
      expect(mailCounts.get(runId), `mails of run ${runId}`).toBe(before.mailCounts.get(runId));
    }
    // A recorded outcome is never changed either.
    const after = new Map(final.taskRuns.map((taskRun) => [`${taskRun.runId} ${taskRun.seq}`, taskRun]));
    for (const taskRun of before.journal.taskRuns) {
      if (taskRun.outcome !== null) expect(after.get(`${taskRun.runId} ${taskRun.seq}`)).toEqual(taskRun);
    }
  }
});

test('the embedded PostgreSQL ends soon after the server was killed, and the next start is ready', async () => {
  expect(await server.findPostgres()).toBeDefined();
  await server.kill9();
  await until('PostgreSQL to end', async () => (await server.findPostgres()) === undefined, 20_000);
  await server.start();
});

/** Starts PostgreSQL alone on the dead server's data. */
async function recordDeadServer(): Promise<Recorded> {
  const postgres = new EmbeddedPostgres({ dataDir: server.dataDirectory });
  const { url } = await postgres.start();
  const pool = createPool({ url, max: 1 });
  try {
    return { journal: await readJournal(pool), ticketCalls: countTicketCalls(), mailCounts: countMails() };
  } finally {
    await pool.end();
    await postgres.stop();
  }
}

async function killWhileStarting(): Promise<void> {
  const starting = server.start().catch(() => undefined);
  await sleep(100 + random() * 1_200);
  await server.kill9();
  await starting;
  killsWhileStarting += 1;
}

function openIn(journal: Journal): string[] {
  return [...journal.humanTasks].filter(([, { status }]) => status === 'open').map(([id]) => id);
}

function countTicketCalls(): Map<string, number> {
  const calls = [...tickets.tickets.values()].map((ticket) => [
    runIdIn(JSON.stringify(ticket.body)),
    ticket.calls.length,
  ]);
  return new Map(calls as [string, number][]); // TypeScript takes the pairs for lists
}

function countMails(): Map<string, number> {
  const perRun = Map.groupBy(mails.mails, ({ text }) => runIdIn(text));
  return new Map([...perRun].map(([runId, sent]) => [runId, sent.length]));
}

function runIdIn(text: string): string {
  return /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(text)?.[0] ?? '';
}
