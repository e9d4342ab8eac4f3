import { once } from 'node:events';
import { chmod, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { query, useEmbeddedServers } from '../testing/embedded-fixture.ts';
import { isAlive } from './running-server.ts';
import { handOver } from './server-account.ts';

const { path, create, serverPid, startChild } = useEmbeddedServers();

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
    await vi.waitUntil(() => !isAlive(pid), { timeout: 20_000, interval: 10 });

    const server = create();
    const { url } = await server.start();
    const [row] = await query(url, 'select max(number) as last, count(*)::int as count from acknowledged');
    expect(row?.['last']).toBeGreaterThanOrEqual(acknowledged.at(-1) ?? 0);
    expect(row?.['count']).toBe(row?.['last']);
    await server.stop();
  }
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

test('a server that is told to stop while it starts has stopped afterwards', async () => {
  const server = create();
  const starting = server.start();
  await server.stop();
  await starting;
  await expect(readFile(path('postgres/data/postmaster.pid'))).rejects.toThrow('ENOENT');
});

test('a data directory with a long path and strange characters works', async () => {
  const directory = path("ein sehr langer Name, it's näm'ly %20 $HOME".repeat(3), 'x'.repeat(60));
  const { url, host } = await create(directory).start();
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  onTestFinished(() => rm(host, { recursive: true, force: true }));
  expect(host.length).toBeLessThan(90);
  expect((await stat(host)).mode & 0o777).toBe(0o700);
});

test('the server runs as the owner of its files, and files that were handed over keep their data', async () => {
  const first = create();
  await query((await first.start()).url, 'create table kept (number int); insert into kept values (1)');
  await first.stop();
  const own = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const owner = own.uid === 0 ? { uid: 65534, gid: 65534 } : own;
  await chmod(path(), 0o755);
  await handOver(path('postgres'), { prefix: [], user: owner });
  const { url } = await create().start();
  expect(await query(url, 'select * from kept')).toEqual([{ number: 1 }]);
  expect((await stat(`/proc/${await serverPid()}`)).uid).toBe(owner.uid);
});

test('a server that cannot start says why, and what is left of it does not run', async () => {
  const first = create();
  await first.start();
  await first.stop();
  await writeFile(path('postgres/data/PG_VERSION'), '12\n');
  await expect(create().start()).rejects.toThrow(/initialized by PostgreSQL version 12/);
});
