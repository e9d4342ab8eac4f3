import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { CommandError, usage } from './cli/command-error.ts';

// Halves the time to start: modules are compiled, and their types stripped, once. Where it cannot be written, nothing is kept.
enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/innoflow-compiled'));

/** Each command is loaded only when it is asked for, so that none waits for another's parts. */
const commands: Readonly<Record<string, () => Promise<{ run(args: string[]): Promise<void> }>>> = {
  start: () => import('./cli/start.ts'),
  worker: () => import('./cli/worker.ts'),
  migrate: () => import('./cli/migrate.ts'),
  'create-superuser': () => import('./cli/create-superuser.ts'),
  run: () => import('./cli/run.ts'),
  openapi: () => import('./cli/openapi.ts'),
  'definition-schema': () => import('./cli/definition-schema.ts'),
  doctor: () => import('./cli/doctor.ts'),
};

const [first = 'start', ...rest] = process.argv.slice(2);
// `main.ts --dev` is `main.ts start --dev`.
const isOption = first.startsWith('--');
await main(isOption ? 'start' : first, isOption ? [first, ...rest] : rest);

async function main(name: string, args: string[]): Promise<void> {
  if (args.includes('--help') || name === 'help') {
    console.log(usage);
    return;
  }
  try {
    const load = commands[name];
    if (!load) throw new CommandError(`there is no command "${name}".\n\n${usage}`);
    await (await load()).run(args);
  } catch (error) {
    console.error(`innoflow: ${messageOf(error)}`);
    process.exitCode = 1;
  }
}

/** A stack only for what is a bug. */
function messageOf(error: unknown): string {
  if (error instanceof CommandError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `\n  because ${error.cause.message}` : '';
  return process.env['DEBUG'] ? (error.stack ?? error.message) : error.message + cause;
}
