import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { humanTaskSchema, runSchema, sessionSchema, workflowSchema } from '@innoflow/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ApiClient } from '../support/api-client.ts';
import { type InnoflowServer, startServer } from '../support/innoflow-server.ts';
import { until } from '../support/until.ts';

const run = promisify(execFile);

let server: InnoflowServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.remove());

/** Runs the lines in a shell, as somebody who pastes them, and gives what they print. */
async function shell(lines: string, variables: Record<string, string> = {}): Promise<unknown> {
  const { stdout } = await run('sh', ['-euc', lines], { env: { PATH: process.env['PATH'], ...variables } });
  return JSON.parse(stdout);
}

test('the curl lines of the description work as printed with a token from login', async () => {
  const { user } = await new ApiClient(server.url).register('grace@example.com');
  const login = await shell(`curl --silent --fail-with-body -X POST ${server.url}/api/auth/login/ \\
    -H "Content-Type: application/json" \\
    -d '{ "email": "grace@example.com", "password": "correct horse battery" }'`);
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

test('the walk-through of the README works line by line', async () => {
  const readme = await readFile(join(import.meta.dirname, '../../README.md'), 'utf8');
  const block = /^## A walk-through with curl\n+```sh\n(.*?)^```$/ms.exec(readme)?.[1] ?? '';
  const lines = block.replaceAll('http://localhost:8000', server.url).replaceAll(/^#.*\n|^\n/gm, '');
  const commands = lines
    .split(/^(?=curl |TOKEN=)/m)
    .map((command) => command.replace(/^curl /, 'curl -s --fail-with-body '));
  const [signUp = '', create = '', publish = '', start = '', inbox = '', complete = '', ...more] = commands;
  expect(more).toEqual([]);

  const TOKEN = String(await shell(`${signUp}\nprintf '"%s"' "$TOKEN"`));
  const { id: ID } = workflowSchema.parse(await shell(create, { TOKEN }));
  expect(workflowSchema.parse(await shell(publish, { TOKEN, ID })).publishedVersion).toBe(1);
  const started = z.object({ id: z.string() }).parse(await shell(start, { TOKEN, ID }));
  const task = await until('the approval', async () => {
    const { items } = z.object({ items: z.array(humanTaskSchema) }).parse(await shell(inbox, { TOKEN }));
    return items[0];
  });
  expect(task).toMatchObject({ runId: started.id, title: 'Send "Hello Grace"?' });
  const done = humanTaskSchema.parse(await shell(complete, { TOKEN, HUMAN_TASK: task.id }));
  expect(done).toMatchObject({ status: 'completed', outcome: 'approved', comment: 'Go' });
});
