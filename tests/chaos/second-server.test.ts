import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { ApiClient } from '../support/api-client.ts';
import { incidentIntake, labeledIssue } from '../support/incident-intake.ts';
import { type InnoflowServer, startServer } from '../support/innoflow-server.ts';
import { TicketSystem } from '../support/ticket-system.ts';
import { until } from '../support/until.ts';

const answering = Promise.withResolvers<void>();
const tickets = new TicketSystem(() => answering.promise);
let first: InnoflowServer;
let second: InnoflowServer | undefined;

beforeAll(async () => {
  await tickets.start();
  first = await startServer();
});
afterAll(async () => {
  answering.resolve();
  await second?.remove();
  await first?.remove();
  await tickets.stop();
});

test('a second server on the same data works beside the first, takes no run from it, and goes on when it is killed', async () => {
  onTestFailed(async () => {
    console.log(`first server:\n${await first.readLog()}\nsecond server:\n${await second?.readLog()}`);
  });
  const api = new ApiClient(first.url);
  const { user } = await api.register();
  const { id } = await api.publishNew('Incident intake', incidentIntake(tickets.url));
  const run = await api.startRun(id, labeledIssue());
  const calls = () => [...tickets.tickets.values()].flatMap((ticket) => ticket.calls);
  await until('the ticket system to be asked', () => calls().length > 0);

  second = await startServer({ env: { INNOFLOW_DATA: first.dataDirectory } });
  const other = new ApiClient(second.url);
  await other.login(user.email);
  expect((await other.getRun(run.id)).status).toBe('running');
  answering.resolve();
  const [task] = await until('the approval', async () => {
    const inbox = await other.getInbox();
    return inbox.length > 0 && inbox;
  });
  expect(calls()).toHaveLength(1);

  await first.kill9();
  await until('the second to run the database itself', async () => {
    const { status } = await other.send('GET', '/readyz');
    return status === 200;
  });
  await other.decide(task?.id ?? '', 'rejected');
  await until('the run to end', async () => (await other.getRun(run.id)).status === 'succeeded', 60_000);
  expect(calls()).toHaveLength(1);
});
