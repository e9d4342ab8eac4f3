import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { InnoflowServer } from '../support/innoflow-server.ts';

/** In MB (10^6 bytes). */
export type Memory = {
  /** Resident memory of the Node process. */
  server: number;
  /** Used part of its JavaScript heap, garbage included. */
  heap: number;
  /** All PostgreSQL processes, shared memory counted once (PSS), so mostly its cache of what the disk has. */
  postgres: number;
};

const SAMPLES = 5;

/**
 * Memory at rest: the least of some samples, between which somebody reads (`stir`), so that what V8 has not collected
 * yet counts little. Nothing forces a collection.
 */
export async function restingMemory(
  server: InnoflowServer,
  settleMs: number,
  stir: () => Promise<unknown>,
): Promise<Memory> {
  const samples: Memory[] = [];
  for (let count = 0; count < SAMPLES; count += 1) {
    await stir();
    await sleep(settleMs / SAMPLES);
    samples.push(await memoryOf(server));
  }
  const least = (part: keyof Memory) => Math.min(...samples.map((sample) => sample[part]));
  return { server: least('server'), heap: least('heap'), postgres: least('postgres') };
}

async function memoryOf(server: InnoflowServer): Promise<Memory> {
  const heap = await heapUsed(server.url);
  const postmaster = await server.findPostgres();
  if (postmaster === undefined) throw new Error('the embedded PostgreSQL does not run');
  const processes = [postmaster, ...(await childrenOf(postmaster))];
  const shares = await Promise.all(processes.map((pid) => kilobytes(pid, 'smaps_rollup', 'Pss')));
  return {
    server: ((await kilobytes(server.pid, 'status', 'VmRSS')) * 1024) / 1e6,
    heap: heap / 1e6,
    postgres: (shares.reduce((sum, share) => sum + share, 0) * 1024) / 1e6,
  };
}

async function heapUsed(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const found = /^nodejs_heap_size_used_bytes (\S+)$/m.exec(metrics)?.[1];
  if (found === undefined) throw new Error('/metrics does not tell nodejs_heap_size_used_bytes');
  return Number(found);
}

/** 0 for a process that has ended meanwhile. */
async function kilobytes(pid: number, file: string, name: string): Promise<number> {
  const content = await readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
  return Number(new RegExp(`^${name}:\\s*(\\d+) kB$`, 'm').exec(content)?.[1] ?? 0);
}

async function childrenOf(parent: number): Promise<number[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
  const parents = await Promise.all(pids.map(async (pid) => ({ pid, parent: await parentOf(pid) })));
  return parents.filter((entry) => entry.parent === parent).map(({ pid }) => pid);
}

async function parentOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^PPid:\s*(\d+)$/m.exec(status)?.[1] ?? 0);
}
