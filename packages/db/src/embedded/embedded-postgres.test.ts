import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { EmbeddedPostgres } from './embedded-postgres.ts';
import { isAlive } from './running-server.ts';
import { handOver } from './server-account.ts';

let template: string;
let dataDir: string;
const started: EmbeddedPostgres[] = [];

beforeAll(async () => {
  template = await mkdtemp(join(tmpdir(), 'innoflow-embedded-'));
  const server = new EmbeddedPostgres({ dataDir: template });
  await server.start();
  await server.stop();
});

afterAll(() => rm(template, { recursive: true, force: true }));

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'innoflow-embedded-'));
  await cp(join(template, 'postgres'), join(dataDir, 'postgres'), { recursive: true });
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
  await rm(dataDir, { recursive: true, force: true });
});

function create(directory = dataDir): EmbeddedPostgres {
  const server = new EmbeddedPostgres({ dataDir: directory });
  started.push(server);
  return server;
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

async function serverPid(): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8'), 10);
}

async function untilEnded(pid: number): Promise<void> {
  await vi.waitUntil(() => !isAlive(pid), { timeout: 20_000, interval: 10 });
}

/** Starts `embedded-child.ts`; gives its process, the server's address and the numbers it has acknowledged. */
async function startChild() {
  const script = join(import.meta.dirname, '../testing/embedded-child.ts');
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
  const acknowledged: number[] = [];
  const lines = createInterface(child.stdout);
  const [first] = (await once(lines, 'line')) as [string]; // readline's one argument of this event
  lines.on('line', (line) => acknowledged.push(Number(line)));
  const { url } = JSON.parse(first) as { url: string }; // written by our script
  return { child, url, acknowledged };
}

test('a stopped server keeps its data for the next start and leaves no process', async () => {
  const first = create();
  const { url } = await first.start();
  await query(url, 'create table kept (word text); insert into kept values ($$Ärger$$)');
  const pid = await serverPid();
  await first.stop();
  expect(isAlive(pid)).toBe(false);

  const address = await create().start();
  expect(await query(address.url, 'select lower(word) as word from kept')).toEqual([{ word: 'ärger' }]);
});

test('the server listens on no port, writes commits through, and its files are open to their owner alone', async () => {
  const { url, host } = await create().start();
  const names = ['listen_addresses', 'fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums'];
  const list = names.map((name) => `current_setting('${name}') as ${name}`).join(', ');
  expect(await query(url, `select ${list}`)).toEqual([
    {
      listen_addresses: '',
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      data_checksums: 'on',
    },
  ]);
  expect((await stat(host)).mode & 0o777).toBe(0o700);
});

test('when its process is killed at any moment the server ends, and the next start has every acknowledged commit', async () => {
  for (let round = 0; round < 4; round++) {
    const { child, acknowledged } = await startChild();
    const wanted = 1 + Math.floor(Math.random() * 200);
    await vi.waitUntil(() => acknowledged.length >= wanted, { timeout: 20_000, interval: 1 });
    const pid = await serverPid();
    child.kill('SIGKILL');
    await once(child, 'close');
    await untilEnded(pid);

    const server = create();
    const { url } = await server.start();
    const [row] = await query(url, 'select max(number) as last, count(*)::int as count from acknowledged');
    expect(row?.['last']).toBeGreaterThanOrEqual(acknowledged.at(-1) ?? 0);
    expect(row?.['count']).toBe(row?.['last']);
    await server.stop();
  }
});

test('a process that is started at once after the kill of another waits for its server to end and starts its own', async () => {
  const { child, acknowledged } = await startChild();
  await vi.waitUntil(() => acknowledged.length > 0, { timeout: 20_000, interval: 1 });
  const pid = await serverPid();
  child.kill('SIGKILL');
  const { url } = await create().start();
  expect(isAlive(pid)).toBe(false);
  const [row] = await query(url, 'select count(*)::int as count from acknowledged');
  expect(row?.['count']).toBeGreaterThanOrEqual(acknowledged.length);
});

test('a second process uses the running server, and runs it itself once the first has stopped it', async () => {
  const { child } = await startChild();
  const pid = await serverPid();
  const second = create();
  const { url } = await second.start();
  expect(await serverPid()).toBe(pid);
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);

  child.stdin.end();
  await once(child, 'close');
  await vi.waitFor(async () => expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]), 20_000);
  expect(await serverPid()).not.toBe(pid);
});

test('a second process that stops leaves the server to the first', async () => {
  const { url } = await create().start();
  const second = new EmbeddedPostgres({ dataDir });
  await second.start();
  await second.stop();
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('of several that start on an empty directory at once one runs the server and all use it', async () => {
  const directory = join(dataDir, 'empty');
  const addresses = await Promise.all([1, 2, 3].map(() => create(directory).start()));
  const [first, second, third] = addresses.map(({ url }) => url) as [string, string, string]; // three were started
  await query(first, 'create table shared (number int)');
  await expect(query(second, 'select * from shared')).resolves.toEqual([]);
  await expect(query(third, 'select * from shared')).resolves.toEqual([]);
  const left = await readdir(join(directory, 'postgres'));
  expect(left.filter((name) => name.startsWith('data'))).toEqual(['data']);
});

test('a server that is killed is started again at the same address', async () => {
  const { url } = await create().start();
  await query(url, 'create table kept (number int); insert into kept values (1)');
  process.kill(await serverPid(), 'SIGKILL');
  await vi.waitFor(
    async () => expect(await query(url, 'select * from kept')).toEqual([{ number: 1 }]),
    20_000,
  );
});

test('a server whose guard was killed is stopped and started anew under a guard', async () => {
  const { child, url } = await startChild();
  const pid = await serverPid();
  const guard = Number(/^PPid:\s*(\d+)$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]);
  const { stdout } = await promisify(execFile)('pgrep', ['-P', String(guard)]);
  const watcher = stdout
    .split('\n')
    .map(Number)
    .find((each) => each > 0 && each !== pid);
  for (const each of [watcher ?? 0, guard]) process.kill(each, 'SIGKILL');
  child.kill('SIGKILL');
  await once(child, 'close');
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]); // nobody has stopped it

  await create().start();
  expect(await serverPid()).not.toBe(pid);
  expect(isAlive(pid)).toBe(false);
});

test('a server of another container, whose process cannot be seen from here, keeps its files to itself', async () => {
  const { url } = await create().start();
  const path = join(dataDir, 'postgres/data/postmaster.pid');
  const content = await readFile(path, 'utf8');
  await writeFile(path, content.replace(/^\d+/, '999999999'));
  const second = create();
  const starting = second.start();
  const early = await Promise.race([starting.then(() => 'started'), sleep(1_000, 'waiting')]);
  await writeFile(path, content);
  expect(early).toBe('waiting');
  expect((await starting).url).toBe(url);
});

test('a server that is told to stop while it starts has stopped afterwards', async () => {
  const server = create();
  const starting = server.start();
  await server.stop();
  await starting;
  await expect(readFile(join(dataDir, 'postgres/data/postmaster.pid'))).rejects.toThrow('ENOENT');
});

test('a postmaster.pid that names a living process of another program does not keep the server from starting', async () => {
  const first = create();
  await first.start();
  const path = join(dataDir, 'postgres/data/postmaster.pid');
  const lines = (await readFile(path, 'utf8')).split('\n');
  await first.stop();
  const stranger = spawn('sleep', ['60']);
  await writeFile(path, [stranger.pid, ...lines.slice(1)].join('\n'));
  const { url } = await create().start();
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(stranger.exitCode).toBeNull();
  stranger.kill();
});

test('a data directory with a long path and strange characters works', async () => {
  const directory = join(dataDir, "ein sehr langer Name, it's näm'ly %20 $HOME".repeat(3), 'x'.repeat(60));
  const { url, host } = await create(directory).start();
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(host.length).toBeLessThan(90);
  expect((await stat(host)).mode & 0o777).toBe(0o700);
});

test('a data directory reached over a symbolic link is recognized as in use', async () => {
  const link = join(dataDir, 'link');
  await symlink(dataDir, link);
  await create().start();
  const pid = await serverPid();
  const { url } = await create(link).start();
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(await serverPid()).toBe(pid);
});

test('what a killed first start left unfinished is replaced', async () => {
  const directory = join(dataDir, 'empty');
  await mkdir(join(directory, 'postgres/data.new-999999999-0/base'), { recursive: true });
  const { url } = await create(directory).start();
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(await readdir(join(directory, 'postgres'))).not.toContain('data.new-999999999-0');
});

test('the server runs as the owner of its files, and files that were handed over keep their data', async () => {
  const first = create();
  await query((await first.start()).url, 'create table kept (number int); insert into kept values (1)');
  await first.stop();
  const own = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const owner = own.uid === 0 ? { uid: 65534, gid: 65534 } : own;
  await chmod(dataDir, 0o755);
  await handOver(join(dataDir, 'postgres'), { prefix: [], user: owner });
  const { url } = await create().start();
  expect(await query(url, 'select * from kept')).toEqual([{ number: 1 }]);
  expect((await stat(`/proc/${await serverPid()}`)).uid).toBe(owner.uid);
});

test('a server that cannot start says why, and what is left of it does not run', async () => {
  const first = create();
  await first.start();
  await first.stop();
  await writeFile(join(dataDir, 'postgres/data/PG_VERSION'), '12\n');
  await expect(create().start()).rejects.toThrow(/initialized by PostgreSQL version 12/);
});
