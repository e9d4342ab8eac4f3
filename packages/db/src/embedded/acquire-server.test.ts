import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import { query, useEmbeddedServers } from '../testing/embedded-fixture.ts';
import { isAlive } from './running-server.ts';

const { path, create, serverPid, startChild } = useEmbeddedServers();

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
  const second = create();
  await second.start();
  await second.stop();
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('of several that start on an empty directory at once one runs the server and all use it', async () => {
  const directory = path('empty');
  const addresses = await Promise.all([1, 2, 3].map(() => create(directory).start()));
  const [first, second, third] = addresses.map(({ url }) => url) as [string, string, string]; // three were started
  await query(first, 'create table shared (number int)');
  await expect(query(second, 'select * from shared')).resolves.toEqual([]);
  await expect(query(third, 'select * from shared')).resolves.toEqual([]);
  const left = await readdir(join(directory, 'postgres'));
  expect(left.filter((name) => name.startsWith('data'))).toEqual(['data']);
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
  child.kill('SIGSTOP'); // lest it notices and starts the server again
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
  const pidFile = path('postgres/data/postmaster.pid');
  const content = await readFile(pidFile, 'utf8');
  await writeFile(pidFile, content.replace(/^\d+/, '999999999'));
  const second = create();
  const starting = second.start();
  const early = await Promise.race([starting.then(() => 'started'), sleep(1_000, 'waiting')]);
  await writeFile(pidFile, content);
  expect(early).toBe('waiting');
  expect((await starting).url).toBe(url);
});

test('a postmaster.pid that names a living process of another program does not keep the server from starting', async () => {
  const first = create();
  await first.start();
  const pidFile = path('postgres/data/postmaster.pid');
  const lines = (await readFile(pidFile, 'utf8')).split('\n');
  await first.stop();
  const stranger = spawn('sleep', ['60']);
  await writeFile(pidFile, [stranger.pid, ...lines.slice(1)].join('\n'));
  const { url } = await create().start();
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(stranger.exitCode).toBeNull();
  stranger.kill();
});

test('a data directory reached over a symbolic link is recognized as in use', async () => {
  const link = path('link');
  await symlink(path(), link);
  await create().start();
  const pid = await serverPid();
  const { url } = await create(link).start();
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(await serverPid()).toBe(pid);
});

test('what a killed first start left unfinished is replaced', async () => {
  const directory = path('empty');
  await mkdir(join(directory, 'postgres/data.new-999999999-0/base'), { recursive: true });
  const { url } = await create(directory).start();
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(await readdir(join(directory, 'postgres'))).not.toContain('data.new-999999999-0');
});
