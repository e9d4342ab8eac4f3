import type { ApiClient } from '../support/api-client.ts';
import { publishWithHook } from './bench-hook.ts';
import type { Echo } from './echo.ts';
import type { Figure } from './figure.ts';
import { type Load, load } from './load.ts';
import { median } from './statistics.ts';
import { answering, order } from './workflows.ts';

/** A webhook that answers when its run has, its journal committed before, against an echo of the same body. */
export async function measureSynchronousWebhook(
  api: ApiClient,
  echo: Echo,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<Figure> {
  const { url: hook } = await publishWithHook(api, 'Answering', answering, 'sync');
  await load(hook, { body: order, seconds: Math.min(seconds, 3) });
  await load(echo.url, { body: order, seconds: 1 });
  const [echoes, hooks]: [Load[], Load[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    echoes.push(await load(echo.url, { body: order, seconds }));
    hooks.push(await load(hook, { body: order, seconds }));
  }
  const of = (loads: Load[], name: keyof Load) => median(loads.map((one) => one[name]));
  // Each round has its own ratio, so that a change of the machine's mood between rounds cancels out.
  const ratio = median(hooks.map((one, index) => one.perSecond / (echoes[index]?.perSecond ?? Number.NaN)));
  return {
    id: 'synchronous-webhook',
    what: 'Synchronous webhook: set → condition → respond',
    value: of(hooks, 'perSecond'),
    unit: 'answers/s',
    against: { what: 'bare Fastify JSON echo', value: of(echoes, 'perSecond'), unit: 'answers/s' },
    ratio,
    goal: { text: '≥ 5 %', met: ratio >= 0.05 },
    details: {
      p50Ms: of(hooks, 'p50'),
      p99Ms: of(hooks, 'p99'),
      echoP50Ms: of(echoes, 'p50'),
      echoP99Ms: of(echoes, 'p99'),
      rounds,
    },
  };
}
