import { routes } from '@innoflow/contracts';
import type { FastifyInstance } from 'fastify';
import { registerRoute } from '../../plugins/routes.ts';

/** A part that must work for the process to be of use: its name and a test that throws when it does not. */
export type ReadinessChecks = Readonly<Record<string, () => Promise<void>>>;

const CHECK_MS = 2_000;

export function registerSystemRoutes(
  app: FastifyInstance,
  { version, checks }: { version: string; checks: ReadinessChecks },
): void {
  registerRoute(app, routes.system.health, () => ({ status: 'ok' as const, version }));

  registerRoute(app, routes.system.ready, async ({ request, reply }) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => {
        try {
          await within(CHECK_MS, check());
          return { name, ok: true };
        } catch (error) {
          request.log.warn({ err: error, check: name }, 'readiness check failed');
          return { name, ok: false };
        }
      }),
    );
    const answers = Object.fromEntries(results.map(({ name, ok }) => [name, ok ? 'ok' : 'failed']));
    if (results.every(({ ok }) => ok)) return { status: 'ready' as const, checks: answers };
    reply.code(503);
    // The contract's 503 answer; the types of a handler know only those of success.
    return { status: 'unready', checks: answers } as never;
  });
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
