import { existsSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { WebOptions } from '../plugins/web.ts';
import { CommandError } from './command-error.ts';
import { openForServing } from './open.ts';
import { onStopSignal } from './stop-signal.ts';

/** Runs under way may take that long to end when the server stops; they go on at the next start. */
const GRACE_MS = 10_000;

/** Opens everything, listens, prints the address, and returns; the process goes on until it is told to stop. */
export async function serve({ dev = false, role }: { dev?: boolean; role?: 'worker' } = {}): Promise<void> {
  // The database starts while the rest is loaded.
  const opening = openForServing(role ? { ROLE: role } : {});
  const loading = Promise.all([import('../services.ts'), import('../app.ts')]);
  // A failure of both is reported once, by the first that is waited for.
  loading.catch(() => undefined);
  const { config, logger, database, secretKey } = await opening;
  // Runs are started by the process that advances them, until Redis carries the word between machines.
  if (config.role === 'api') {
    await database.close();
    throw new CommandError('ROLE=api is not there yet. Leave ROLE out, and add processes with ROLE=worker.');
  }
  if ((config.secretKey?.length ?? 32) < 32) {
    logger.warn('SECRET_KEY is short: credentials are only as safe as it is. Use 32 random characters.');
  }
  const closers: (() => Promise<void>)[] = [() => database.close()];
  const close = async () => {
    for (const closer of closers.splice(0).toReversed()) await closer();
  };
  onStopSignal(close);
  try {
    const [{ createServices }, { buildApp }] = await loading;
    // A second server on the same data uses the first one's database, and must not take its runs from it.
    const exclusive = database.ownsServer;
    const services = createServices({ config, logger, database, secretKey, exclusive });
    closers.push(() => services.stop(GRACE_MS));
    const app = await buildApp(services, findWeb(dev, logger));
    closers.push(() => app.close());
    await services.start();
    await listen(app, config);
    console.log(`InnoFlow is ready at ${addressOf(app, config)}`);
    // What the first answers did not need.
    await services.identity.warmUp();
    flushCompileCache();
  } catch (error) {
    await close();
    throw error;
  }
}

/** The pages, as `npm run build` left them; the rest of the server works without them. */
function findWeb(dev: boolean, logger: Logger): WebOptions | null {
  const exportDir = join(import.meta.dirname, '../../../web/out');
  if (dev) return { mode: 'development', exportDir };
  if (existsSync(join(exportDir, 'index.html'))) return { mode: 'production', exportDir };
  logger.warn('the pages are not built: run "npm run build"; API and worker are up');
  return null;
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') {
      throw new CommandError(
        `port ${port} of ${host} is in use. Stop what listens there, or set PORT to another one, e.g. PORT=${port + 1}.`,
      );
    }
    if (code === 'EACCES')
      throw new CommandError(`port ${port} may not be used by this user. Set PORT to one above 1023.`);
    if (code === 'EADDRNOTAVAIL')
      throw new CommandError(`this machine has no address ${host}. Correct HOST.`);
    throw error;
  }
}

/** Where people open it: PORT=0 takes any free port, and 0.0.0.0 is no address to open. */
function addressOf(app: FastifyInstance, { host }: Config): string {
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
