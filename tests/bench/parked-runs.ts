import { routes } from '@innoflow/contracts';
import { ApiClient } from '../support/api-client.ts';
import { type InnoflowServer, startServer } from '../support/innoflow-server.ts';
import { openServerDatabase } from '../support/server-database.ts';
import { until } from '../support/until.ts';
import { publishWithHook } from './bench-hook.ts';
import type { Figure } from './figure.ts';
import { load } from './load.ts';
import { type Memory, restingMemory } from './memory.ts';
import { median } from './statistics.ts';
import { answering, order, parking } from './workflows.ts';

type Size = { parked: number; warmUp: number; settleMs: number; restarts: number };

/** What runs that wait for a person cost in memory, and how soon a server that has them answers again. */
export async function measureParkedRuns(size: Size): Promise<Figure[]> {
  const server = await startServer();
  try {
    const api = new ApiClient(server.url);
    await api.register();
    const read = async (times: number) => {
      for (let time = 0; time < times; time += 1) {
        await api.call(routes.runs.list, { query: { limit: 100 } });
      }
    };
    const rest = () => restingMemory(server, size.settleMs, () => read(100));
    const restart = async () => {
      await server.stop();
      return (await server.start()).healthyMs;
    };
    const waiting = await publishWithHook(api, 'Parking', parking);
    // Runs that finish, so that what a busy server holds anyway is there before.
    const pure = await publishWithHook(api, 'Answering', answering);
    await load(pure.url, { body: order, amount: size.warmUp });
    await restart();
    const freshBefore = await rest();
    await load(pure.url, { body: order, amount: size.warmUp });
    const busyFirst = await rest();
    await load(pure.url, { body: order, amount: size.parked });
    const busyBefore = await rest();
    await load(waiting.url, { body: order, amount: size.parked });
    await parkedIn(server, size.parked);
    const busyAfter = await rest();
    const starts: number[] = [];
    for (let index = 0; index < size.restarts; index += 1) starts.push(await restart());
    const freshAfter = await rest();
    const runs = `${size.parked.toLocaleString('en')} parked runs`;
    const added = total(freshAfter) - total(freshBefore);
    const grown = total(busyAfter) - total(busyBefore);
    return [
      {
        id: 'parked-runs',
        what: `Memory that ${runs} add`,
        value: added,
        unit: 'MB',
        against: { what: 'without them', value: total(freshBefore), unit: 'MB' },
        ratio: added / total(freshBefore),
        goal: { text: '< 50 MB', met: added < 50 },
        details: growth(freshBefore, freshAfter),
      },
      {
        id: 'parking-runs',
        what: 'Growth of the server that has just parked them, what V8 keeps for reuse included',
        value: grown,
        unit: 'MB',
        against: {
          what: 'the same number of finished runs just before',
          value: total(busyBefore) - total(busyFirst),
          unit: 'MB',
        },
        goal: { text: '< 50 MB', met: grown < 50 },
        details: growth(busyBefore, busyAfter),
      },
      {
        id: 'second-start',
        what: `Second start with ${runs}, from spawn to the first healthy answer`,
        value: median(starts),
        unit: 'ms',
        goal: { text: '< 2,000 ms', met: median(starts) < 2_000 },
        details: { starts: starts.length, slowestMs: Math.max(...starts) },
      },
      {
        id: 'idle-memory',
        what: 'Idle memory after it, server + PostgreSQL',
        value: total(freshAfter),
        unit: 'MB',
        details: { serverMb: freshAfter.server, heapMb: freshAfter.heap, postgresMb: freshAfter.postgres },
      },
    ];
  } finally {
    await server.remove();
  }
}

function total({ server, postgres }: Memory): number {
  return server + postgres;
}

function growth(before: Memory, after: Memory): Record<string, number> {
  return {
    serverMb: after.server - before.server,
    heapMb: after.heap - before.heap,
    postgresMb: after.postgres - before.postgres,
    serverBeforeMb: before.server,
    postgresBeforeMb: before.postgres,
  };
}

/** Waits until that many runs are parked and no worker has any of them. */
async function parkedIn(server: InnoflowServer, runs: number): Promise<void> {
  const database = openServerDatabase(server);
  try {
    await until('all to wait', async () => {
      const { rows } = await database.query<{ parked: number }>(
        `select count(*) as parked from runs where status = 'waiting' and owner is null`,
      );
      return rows[0]?.parked === runs;
    });
  } finally {
    await database.end();
  }
}
