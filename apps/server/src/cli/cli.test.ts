import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createTestDatabase, type TestDatabase } from '@innoflow/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

const main = join(import.meta.dirname, '../main.ts');
let database: TestDatabase;
let folder: string;
let port: number;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'innoflow-cli-'));
  port = await findFreePort();
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

function start(...args: string[]): ChildProcess {
  const env = {
    ...process.env,
    DATABASE_URL: database.url,
    INNOFLOW_DATA: folder,
    PORT: String(port),
    NODE_ENV: '',
  };
  return spawn(process.execPath, [main, ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const child = start(...args);
  // The casts: both are piped.
  const [out, err, [code]] = await Promise.all([
    text(child.stdout as NodeJS.ReadableStream),
    text(child.stderr as NodeJS.ReadableStream),
    once(child, 'exit') as Promise<[number]>,
  ]);
  return { code, out, err };
}

/** The server, once it has printed its address. */
async function startServer(): Promise<{ url: string; stop(): Promise<number | null> }> {
  const child = start('start');
  let printed = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += String(chunk);
      const found = /InnoFlow is ready at (\S+)/.exec(printed)?.[1];
      if (found) resolve(found);
    });
    child.stderr?.on('data', (chunk: Buffer) => void (printed += String(chunk)));
    child.on('exit', () => reject(new Error(printed)));
  });
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
      return child.exitCode;
    },
  };
}

const definition = {
  tasks: [{ id: 'sum', type: 'set', config: { values: { total: '{{ input.a + 1 }}' } } }],
  transitions: [],
  output: { total: '{{ tasks.sum.output.total }}' },
};

async function publishWorkflow(url: string): Promise<void> {
  const call = async (path: string, body: object, token?: string) => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    });
    expect(response.ok, path).toBe(true);
    return response.json() as Promise<{ accessToken: string; id: string }>; // what the two have that are asked
  };
  const { accessToken } = await call('/api/auth/login/', { username: 'root', password: 'a long password' });
  const { id } = await call('/api/workflows/', { name: 'sum', definition }, accessToken);
  await call(`/api/workflows/${id}/publish/`, {}, accessToken);
}

test('a superuser made at the command line logs in, and a run is started with and without the server', async () => {
  const made = await run(
    'create-superuser',
    '--email',
    'root@example.com',
    '--username',
    'root',
    '--password',
    'a long password',
  );
  expect(made).toMatchObject({ code: 0, err: '' });
  const again = await run('create-superuser', '--email', 'root@example.com', '--password', 'a long password');
  expect(again.code).toBe(1);
  expect(again.err).toContain('email_taken');

  const input = join(folder, 'input.json');
  await writeFile(input, '{ "a": 41 }');
  const server = await startServer();
  expect(await (await fetch(`${server.url}/readyz`)).json()).toMatchObject({ status: 'ready' });
  await publishWorkflow(server.url);
  const there = await run('run', 'sum', '--input', input, '--wait');
  expect(JSON.parse(there.out)).toMatchObject({ status: 'succeeded', output: { total: 42 } });

  const second = await run('start');
  expect(second.code).toBe(1);
  expect(second.err).toContain(`port ${port} of 127.0.0.1 is in use`);
  expect(await server.stop()).toBe(0);

  const here = await run('run', 'sum', '--input', input);
  expect(here).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(here.out)).toMatchObject({ status: 'succeeded', output: { total: 42 } });
  await writeFile(input, '{ "a": "x" }');
  const failed = await run('run', 'sum', '--input', input);
  expect([failed.code, JSON.parse(failed.out).status]).toEqual([1, 'failed']);
});

test('mistakes are answered with one message and exit code 1', async () => {
  const cases: [args: string[], message: string][] = [
    [['frobnicate'], 'there is no command "frobnicate"'],
    [['run'], 'name the workflow'],
    [['run', 'sum', '--input', 'missing.json'], 'missing.json is not a readable JSON file'],
    [['create-superuser'], 'give --email'],
  ];
  for (const [args, message] of cases) {
    const result = await run(...args);
    expect(result.code, args.join(' ')).toBe(1);
    expect(result.err).toContain(message);
    expect(result.err).not.toContain('    at ');
  }
});

test('the OpenAPI document is printed without settings or database', async () => {
  const { code, out } = await run('openapi');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ openapi: '3.1.0', info: { title: 'InnoFlow' } });
});

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
