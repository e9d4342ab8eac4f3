import { routes } from '@innoflow/contracts';
import type { ApiClient } from '../support/api-client.ts';
import type { Figure } from './figure.ts';
import { median, quantile } from './statistics.ts';
import { chain } from './workflows.ts';

const LENGTH = 100;

/** One run after the other of 100 `set` tasks in a row, from the request to the finished run. */
export async function measureTaskChain(api: ApiClient, commitMs: number, runs: number): Promise<Figure> {
  const { id } = await api.publishNew('Chain', chain(LENGTH));
  const times: number[] = [];
  const warmUp = Math.ceil(runs / 5);
  for (let index = 0; index < warmUp + runs; index += 1) {
    const startedAt = performance.now();
    const answer = await api.send('POST', `${routes.runs.create.path.replace(':id', id)}?wait=30s`, {
      body: {},
    });
    const took = performance.now() - startedAt;
    if (answer.status !== 200) throw new Error(`the chain was not finished: ${JSON.stringify(answer.body)}`);
    if (index >= warmUp) times.push(took);
  }
  const value = median(times);
  return {
    id: 'task-chain',
    what: `Chain of ${LENGTH} set tasks, one run at a time`,
    value,
    unit: 'ms/run',
    against: { what: 'one single-row commit', value: commitMs, unit: 'ms' },
    ratio: value / commitMs,
    details: { p99Ms: quantile(times, 0.99), microsecondsPerTask: (value * 1000) / LENGTH, runs },
  };
}
