import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { runSchema, sessionSchema, workflowSchema } from '@innoflow/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../support/api-client.ts';
import { type InnoflowServer, startServer } from '../support/innoflow-server.ts';

const run = promisify(execFile);

let server: InnoflowServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.remove());

/** Runs the lines in a shell, as somebody who pastes them, and gives what they print. */
async function shell(lines: string): Promise<unknown> {
  const { stdout } = await run('sh', ['-euc', lines], { env: { PATH: process.env['PATH'] } });
  return JSON.parse(stdout);
}

test('the curl lines of the description work as printed with a token from login', async () => {
  const { user } = await new ApiClient(server.url).register('ada@example.com');
  const login = await shell(`curl --silent --fail-with-body -X POST ${server.url}/api/auth/login/ \\
    -H "Content-Type: application/json" \\
    -d '{ "email": "ada@example.com", "password": "correct horse battery" }'`);
  const session = sessionSchema.parse(login);
  expect(session.user.id).toBe(user.id);

  // As in the description; only the address, the token and the dots are filled in.
  const created = await shell(`curl --silent --fail-with-body -X POST ${server.url}/api/workflows/ \\
-H "Authorization: Bearer ${session.accessToken}" \\
-H "Content-Type: application/json" \\
-d '{
"name": "Demo Workflow",
"definition": {
"tasks": [
  { "id": "greet", "type": "set", "config": { "values": { "text": "Hello {{ input.name }}" } } },
  { "id": "polite", "type": "condition", "config": { "if": "$length(input.name) > 0" } }
],
"transitions": [{ "from": "greet", "to": "polite" }]
}
}'`);
  const workflow = workflowSchema.parse(created);
  expect(workflow).toMatchObject({ name: 'Demo Workflow', publishedVersion: null });

  const authorized = `curl --silent --fail-with-body -H "Authorization: Bearer ${session.accessToken}"`;
  const published = await shell(`${authorized} -X POST ${server.url}/api/workflows/${workflow.id}/publish/`);
  expect(workflowSchema.parse(published).publishedVersion).toBe(1);

  const finished = await shell(
    `${authorized} -X POST '${server.url}/api/workflows/${workflow.id}/runs/?wait=10s' \\
    -H "Content-Type: application/json" -d '{ "input": { "name": "Ada" } }'`,
  );
  expect(runSchema.parse(finished)).toMatchObject({ status: 'succeeded', workflowId: workflow.id });
});

test('addresses work without their trailing slash too', async () => {
  const { accessToken } = await new ApiClient(server.url).register();
  const list = await shell(
    `curl --silent --fail-with-body -H "Authorization: Bearer ${accessToken}" ${server.url}/api/workflows`,
  );
  expect(list).toEqual({ items: [], nextCursor: null });
});
