import { ApiClient } from '../support/api-client.ts';
import { startServer } from '../support/innoflow-server.ts';
import { openServerDatabase } from '../support/server-database.ts';
import { until } from '../support/until.ts';
import { publishWithHook } from './bench-hook.ts';
import type { Figure } from './figure.ts';
import { load } from './load.ts';
import { settledMemory } from './memory.ts';
import { median } from './statistics.ts';
import { answering, order, parking } from './workflows.ts';

type Size = { parked: number; warmUp: number; settleMs: number; restarts: number };

/** What runs that wait for a person cost in memory, and how soon a server that has them answers again. */
export async function measureParkedRuns(size: Size): Promise<Figure[]> {
  const server = await startServer();
  try {
    const api = new ApiClient(server.url);
    await api.register();
    // Runs that finish, so that what a busy server holds anyway is there before.
    const pure = await publishWithHook(api, 'Answering', answering);
    const waiting = await publishWithHook(api, 'Parking', parking);
    await load(pure.url, { body: order, amount: size.warmUp });
    await load(waiting.url, { body: order, amount: 50 });
    const before = await settledMemory(server, size.settleMs);
    await load(waiting.url, { body: order, amount: size.parked });
    const database = openServerDatabase(server);
    await until('all to wait', async () => {
      const { rows } = await database.query<{ parked: number }>(
        `select count(*) as parked from runs where status = 'waiting' and owner is null`,
      );
      return rows[0]?.parked === size.parked + 50;
    });
    await database.end();
    const after = await settledMemory(server, size.settleMs);
    const starts: number[] = [];
    for (let index = 0; index < size.restarts; index += 1) {
      await server.stop();
      starts.push((await server.start()).healthyMs);
    }
    const idle = await settledMemory(server, size.settleMs);
    const grown = { server: after.server - before.server, postgres: after.postgres - before.postgres };
    const value = grown.server + grown.postgres;
    return [
      {
        id: 'parked-runs',
        what: `Memory that ${size.parked.toLocaleString('en')} parked runs add (server + PostgreSQL)`,
        value,
        unit: 'MB',
        against: { what: 'before', value: before.server + before.postgres, unit: 'MB' },
        ratio: value / (before.server + before.postgres),
        goal: { text: '< 50 MB', met: value < 50 },
        details: {
          serverMb: grown.server,
          heapMb: after.heap - before.heap,
          postgresMb: grown.postgres,
        },
      },
      {
        id: 'second-start',
        what: 'Second start, from spawn to the first healthy answer',
        value: median(starts),
        unit: 'ms',
        goal: { text: '< 2,000 ms', met: median(starts) < 2_000 },
        details: { starts: starts.length, slowestMs: Math.max(...starts) },
      },
      {
        id: 'idle-memory',
        what: 'Idle memory after a start (server + PostgreSQL)',
        value: idle.server + idle.postgres,
        unit: 'MB',
        details: { serverMb: idle.server, heapMb: idle.heap, postgresMb: idle.postgres },
      },
    ];
  } finally {
    await server.remove();
  }
}
