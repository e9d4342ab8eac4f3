import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { AppError, type Run, type RunStatus } from '@innoflow/contracts';
import { CommandError } from './command-error.ts';
import { open } from './open.ts';
import { ServerClient } from './server-client.ts';
import { findOwner, findWorkflow } from './workflow-lookup.ts';

const POLL_MS = 250;

/** Where the run is executed: by the server that answers, or else in this process. */
type Executor = {
  start(workflowId: string, input: unknown): Promise<{ id: string }>;
  getRun(runId: string): Promise<Run>;
  close(): Promise<void>;
};

/**
 * Starts a run and prints it as JSON. A running server executes it; without one this process does, to its end or until
 * it waits. Exit code 1 when it failed or was cancelled.
 */
export async function run(args: string[]): Promise<void> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { input: { type: 'string' }, wait: { type: 'boolean', default: false } },
  });
  const [nameOrId] = positionals;
  if (nameOrId === undefined)
    throw new CommandError('name the workflow: innoflow run <id or name> [--input file.json]');
  const input = values.input === undefined ? {} : await readInput(values.input);
  const { config, logger, database, secretKey } = await open();
  let executor: Executor | undefined;
  try {
    const { kysely: db } = database;
    const workflow = await findWorkflow(db, nameOrId);
    const actor = await findOwner(db, workflow.organizationId);
    const client = await ServerClient.connect(config, { db, secretKey, actor });
    executor = client ?? (await startHere());
    const { id } = await executor.start(workflow.id, input);
    const ended = await follow(executor, id, { here: client === undefined, wait: values.wait });
    console.log(JSON.stringify(ended, null, 2));
    if (ended.status === 'failed' || ended.status === 'cancelled') process.exitCode = 1;

    async function startHere(): Promise<Executor> {
      const { createServices } = await import('../services.ts');
      const services = createServices({ config, logger, database, secretKey, exclusive: false });
      await services.start();
      return {
        start: (workflowId, input) =>
          services.runs.start(
            actor,
            workflowId,
            { input },
            { startedBy: 'api', wait: undefined, id: undefined },
          ),
        getRun: (runId) => services.runs.get(actor, runId),
        close: () => services.stop(),
      };
    }
  } catch (error) {
    throw error instanceof AppError ? new CommandError(describe(error)) : error;
  } finally {
    await executor?.close();
    await database.close();
  }
}

const ENDED: readonly RunStatus[] = ['succeeded', 'failed', 'cancelled'];

/** Until the run has ended; a server goes on with it by itself, so that it is only followed when that was asked for. */
async function follow(
  executor: Executor,
  runId: string,
  { here, wait }: { here: boolean; wait: boolean },
): Promise<Run> {
  for (;;) {
    const found = await executor.getRun(runId);
    if (ENDED.includes(found.status)) return found;
    if (!wait && (!here || found.status === 'waiting')) return found;
    await sleep(POLL_MS);
  }
}

async function readInput(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`${path} is not a readable JSON file: ${reason}`);
  }
}

function describe(error: AppError): string {
  const fields = (error.options.errors ?? []).map(({ field, message }) => `\n  ${field}: ${message}`);
  return `${error.code}: ${error.message}${fields.join('')}`;
}
