import { type DefinitionInput, definitionSchema } from '@innoflow/contracts';
import { uuidv7 } from '@innoflow/db';
import { createTestDatabase, type TestDatabase } from '@innoflow/db/testing';
import { builtInTasks, createTaskRegistry, type TaskType } from '@innoflow/tasks';
import type { StartedRun, StartRun, StartWait } from '../api.ts';
import { MemoryDispatcher } from '../dispatchers/memory.ts';
import { PostgresPlans } from '../plans.ts';
import type { Effects, JournalStore, Logger } from '../ports.ts';
import { PostgresStore } from '../postgres/postgres-store.ts';
import { Runtime } from '../runtime.ts';

/** A database of its own, and runtimes on it that can be thrown away as a crash would. */
export class Harness {
  readonly database: TestDatabase;
  readonly organizationId = uuidv7();
  readonly logLines: string[] = [];
  readonly secrets = new Map<string, string>();
  readonly #types: readonly TaskType[];
  readonly #effects: Effects;

  private constructor(database: TestDatabase, types: readonly TaskType[], effects: Partial<Effects>) {
    this.database = database;
    this.#types = types;
    this.#effects = {
      fetch: (url, init) => fetch(url, init),
      sendMail: async () => ({ messageId: 'none' }),
      ...effects,
    };
  }

  static async create(
    options: { types?: readonly TaskType[]; effects?: Partial<Effects> } = {},
  ): Promise<Harness> {
    const types = [...builtInTasks, ...(options.types ?? [])];
    return new Harness(await createTestDatabase(), types, options.effects ?? {});
  }

  /** A runtime on the database; `store` wraps its store, to look at or to break what goes through it. */
  runtime(options: { store?: (store: JournalStore) => JournalStore; exclusive?: boolean } = {}): Runtime {
    const registry = createTaskRegistry(this.#types);
    const store = new PostgresStore(this.database.pool);
    const log = (fields: object, message: string): void => {
      this.logLines.push(`${message} ${JSON.stringify(fields, errorsToo)}`);
    };
    const logger: Logger = { debug: log, info: log, warn: log, error: log };
    return new Runtime({
      store: options.store?.(store) ?? store,
      plans: new PostgresPlans(this.database.pool, registry.descriptors),
      registry,
      secrets: { getSecrets: async (_, names) => new Map(names.flatMap((name) => this.#secret(name))) },
      effects: this.#effects,
      dispatcher: new MemoryDispatcher(),
      logger,
      exclusive: options.exclusive ?? true,
    });
  }

  #secret(name: string): [string, string][] {
    const value = this.secrets.get(name);
    return value === undefined ? [] : [[name, value]];
  }

  /** Publishes the definition as version 1 of a new workflow; its id. */
  async publish(definition: DefinitionInput): Promise<string> {
    const id = uuidv7();
    const { pool } = this.database;
    const json = JSON.stringify(definitionSchema.parse(definition));
    await pool.query(
      `insert into organizations (id, name, slug) values ($1, 'Test', $2) on conflict do nothing`,
      [this.organizationId, this.organizationId],
    );
    await pool.query(
      `insert into workflows (id, organization_id, name, draft, published_version) values ($1, $2, 'Test', $3, 1)`,
      [id, this.organizationId, json],
    );
    await pool.query(
      `insert into workflow_versions (workflow_id, version, organization_id, definition, definition_hash)
       values ($1, 1, $2, $3, 'test')`,
      [id, this.organizationId, json],
    );
    return id;
  }

  start(runtime: Runtime, workflowId: string, input: unknown = {}, wait?: StartWait): Promise<StartedRun> {
    return runtime.startRun(this.request(workflowId, input), wait);
  }

  request(workflowId: string, input: unknown = {}): StartRun {
    return {
      organizationId: this.organizationId,
      workflowId,
      version: 1,
      input,
      trigger: { type: 'api', id: null, data: {} },
      createdBy: null,
    };
  }

  async run(runId: string): Promise<Record<string, unknown>> {
    const { rows } = await this.database.pool.query('select * from runs where id = $1', [runId]);
    return rows[0] as Record<string, unknown>; // pg types rows as any
  }

  async taskRuns(runId: string): Promise<Record<string, unknown>[]> {
    const { rows } = await this.database.pool.query(
      'select * from task_runs where run_id = $1 order by seq',
      [runId],
    );
    return rows as Record<string, unknown>[]; // pg types rows as any
  }

  /** Waits until the run has one of the statuses, then gives its row. */
  async until(runId: string, ...statuses: string[]): Promise<Record<string, unknown>> {
    for (let tries = 0; tries < 2_000; tries += 1) {
      const row = await this.run(runId);
      if (statuses.includes(String(row?.['status']))) return row;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error(
      `run ${runId} did not become ${statuses.join(' or ')}: ${JSON.stringify(await this.run(runId))}`,
    );
  }

  drop(): Promise<void> {
    return this.database.drop();
  }
}

function errorsToo(_key: string, value: unknown): unknown {
  return value instanceof Error ? { message: value.message, stack: value.stack } : value;
}
