import type { ApiClient } from '../support/api-client.ts';
import type { InnoflowServer } from '../support/innoflow-server.ts';
import { openServerDatabase } from '../support/server-database.ts';
import { until } from '../support/until.ts';
import { type BenchHook, publishWithHook } from './bench-hook.ts';
import type { Echo } from './echo.ts';
import type { Figure } from './figure.ts';
import { load } from './load.ts';
import { median } from './statistics.ts';
import { answering, calling, order } from './workflows.ts';

type Database = ReturnType<typeof openServerDatabase>;
type Size = { rounds: number; seconds: number };

/** Starts that are acknowledged once they are committed, and runs until they are finished, against commits of one row. */
export async function measureDurableRuns(
  server: InnoflowServer,
  api: ApiClient,
  echo: Echo,
  size: Size,
): Promise<{ figures: Figure[]; commitMs: number }> {
  const database = openServerDatabase(server);
  try {
    await database.query('create schema if not exists bench');
    await database.query(
      'create table if not exists bench.commits (id bigint generated always as identity primary key, at timestamptz)',
    );
    const pure = await publishWithHook(api, 'Pure', answering);
    const effects = await publishWithHook(api, 'Calling', calling(echo.url));
    const rates = {
      commits: [] as number[],
      starts: [] as number[],
      finished: [] as number[],
      called: [] as number[],
    };
    await load(pure.url, { body: order, seconds: 1 });
    await load(effects.url, { body: order, seconds: 1 });
    for (let round = 0; round < size.rounds; round += 1) {
      rates.commits.push(await commitsPerSecond(database, size.seconds));
      const { starts, finished } = await runsPerSecond(database, pure, size.seconds);
      rates.starts.push(starts);
      rates.finished.push(finished);
      rates.called.push((await runsPerSecond(database, effects, size.seconds)).finished);
    }
    const commits = median(rates.commits);
    const against = { what: 'single-row commits, one client', value: commits, unit: '/s' };
    const figure = (id: string, what: string, values: number[]): Figure => ({
      id,
      what,
      value: median(values),
      unit: 'runs/s',
      against,
      ratio: median(values.map((value, round) => value / (rates.commits[round] ?? Number.NaN))),
    });
    return {
      figures: [
        figure('durable-starts', 'Durable starts (202 after commit)', rates.starts),
        figure('finished-runs', 'Finished runs of three pure tasks', rates.finished),
        figure(
          'finished-runs-http',
          'Finished runs with one HTTP call (set → http.request → set)',
          rates.called,
        ),
      ],
      commitMs: 1000 / commits,
    };
  } finally {
    await database.end();
  }
}

async function commitsPerSecond(database: Database, seconds: number): Promise<number> {
  const startedAt = performance.now();
  let commits = 0;
  for (; performance.now() - startedAt < seconds * 1000; commits += 1) {
    await database.query({ name: 'bench-commit', text: 'insert into bench.commits (at) values (now())' });
  }
  return (commits * 1000) / (performance.now() - startedAt);
}

/** All runs that were acknowledged count as finished only when the database says so of every one. */
async function runsPerSecond(
  database: Database,
  { url, workflowId }: BenchHook,
  seconds: number,
): Promise<{ starts: number; finished: number }> {
  const before = await count(database, workflowId);
  const { perSecond, answered } = await load(url, { body: order, seconds });
  await until(
    'the last run to finish',
    async () => (await count(database, workflowId)).open === 0,
    120_000,
    20,
  );
  const after = await count(database, workflowId);
  const runs = after.all - before.all;
  if (runs < answered) throw new Error(`${answered} starts were acknowledged, ${runs} are in the database`);
  const { rows } = await database.query<{ seconds: number }>(
    `select extract(epoch from max(finished_at) - min(created_at))::float8 as seconds
     from (select created_at, finished_at from runs where workflow_id = $1 order by id desc limit $2) as latest`,
    [workflowId, runs],
  );
  return { starts: perSecond, finished: runs / (rows[0]?.seconds ?? Number.NaN) };
}

async function count(database: Database, workflowId: string): Promise<{ all: number; open: number }> {
  const { rows } = await database.query<{ all: number; open: number }>(
    `select count(*) as "all", count(*) filter (where status <> 'succeeded') as open from runs where workflow_id = $1`,
    [workflowId],
  );
  return rows[0] ?? { all: 0, open: 0 };
}
