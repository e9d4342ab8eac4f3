import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { ApiClient } from '../support/api-client.ts';
import { startServer } from '../support/innoflow-server.ts';
import { measureDurableRuns } from './durable-runs.ts';
import { Echo } from './echo.ts';
import { type Figure, formatFigures } from './figure.ts';
import { measureParkedRuns } from './parked-runs.ts';
import { measureSynchronousWebhook } from './synchronous-webhook.ts';
import { measureTaskChain } from './task-chain.ts';

const usage = `npm run bench -- [--quick] [--json] [--only webhook,runs,chain,memory]

Measures the server as its user starts it, with the embedded PostgreSQL and its normal fsync, against yardsticks of
the same machine in the same run. Wants an otherwise idle machine.`;

const parts = ['webhook', 'runs', 'chain', 'memory'] as const;
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: parts.join(',') },
    help: { type: 'boolean', default: false },
  },
});
const wanted = new Set(values.only.split(','));

if (values.help) console.log(usage);
else await main();

async function main(): Promise<void> {
  const { quick } = values;
  const figures: Figure[] = [];
  const add = (...more: Figure[]) => {
    figures.push(...more);
    for (const { what, value, unit } of more) console.error(`${what}: ${value.toFixed(2)} ${unit}`);
  };
  if (['webhook', 'runs', 'chain'].some((part) => wanted.has(part))) {
    const [server, echo] = await Promise.all([startServer(), Echo.start()]);
    try {
      const api = new ApiClient(server.url);
      await api.register();
      if (wanted.has('webhook')) {
        add(await measureSynchronousWebhook(api, echo, { rounds: quick ? 2 : 5, seconds: quick ? 2 : 5 }));
      }
      if (wanted.has('runs') || wanted.has('chain')) {
        const size = { rounds: quick ? 1 : 3, seconds: quick ? 2 : 5 };
        const { figures: runs, commitMs } = await measureDurableRuns(server, api, echo, size);
        if (wanted.has('runs')) add(...runs);
        if (wanted.has('chain')) add(await measureTaskChain(api, commitMs, quick ? 40 : 200));
      }
    } finally {
      await Promise.all([server.remove(), echo.stop()]);
    }
  }
  if (wanted.has('memory')) {
    add(
      ...(await measureParkedRuns({
        parked: 10_000,
        warmUp: quick ? 5_000 : 10_000,
        settleMs: quick ? 5_000 : 20_000,
        restarts: quick ? 2 : 5,
      })),
    );
  }
  const machine = { cpu: cpus()[0]?.model.trim(), cores: availableParallelism(), node: process.version };
  const at = new Date().toISOString();
  if (values.json) console.log(JSON.stringify({ at, machine, quick, figures }, null, 2));
  else
    console.log(
      `\n${formatFigures(figures)}\n\n${at}, ${machine.cores} × ${machine.cpu}, Node ${machine.node}`,
    );
}
