import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);
const autocannon = fileURLToPath(import.meta.resolve('autocannon'));

const resultSchema = z.object({
  requests: z.object({ total: z.number() }),
  latency: z.object({ p50: z.number(), p99: z.number() }),
  duration: z.number(),
  errors: z.number(),
  non2xx: z.number(),
  '2xx': z.number(),
});

export type Load = { perSecond: number; p50: number; p99: number; answered: number };

export type LoadOptions = {
  body: unknown;
  connections?: number;
  /** Ends after that many seconds, or after `amount` requests. */
  seconds?: number;
  amount?: number;
};

/**
 * POSTs the body over keep-alive connections, each sending its next request when it has its answer, from a process
 * of its own (autocannon). Throws when any request failed: only answered requests count.
 */
export async function load(url: string, options: LoadOptions): Promise<Load> {
  const { body, connections = 50, seconds = 5, amount } = options;
  const { stdout } = await run(
    process.execPath,
    [
      autocannon,
      '--method=POST',
      '--headers=content-type=application/json',
      `--body=${JSON.stringify(body)}`,
      `--connections=${connections}`,
      '--timeout=30',
      '--json',
      '--no-progress',
      amount === undefined ? `--duration=${seconds}` : `--amount=${amount}`,
      url,
    ],
    { maxBuffer: 16 * 1024 * 1024 },
  );
  const result = resultSchema.parse(JSON.parse(stdout));
  const failed = result.errors + result.non2xx;
  if (failed > 0) throw new Error(`${failed} of ${result.requests.total} requests to ${url} failed`);
  const answered = result['2xx'];
  return {
    perSecond: answered / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    answered,
  };
}
