import { AppError, definitionSchema, type TaskTypeDescriptor } from '@innoflow/contracts';
import { compilePlan } from '@innoflow/engine';
import type pg from 'pg';
import type { LoadedPlan, PlanSource } from './ports.ts';

const MAX_PLANS = 2_000;

/** Compiled versions from the database. A published version never changes, so only the cache's size is bounded. */
export class PostgresPlans implements PlanSource {
  readonly #pool: pg.Pool;
  readonly #catalog: ReadonlyMap<string, TaskTypeDescriptor>;
  readonly #loaded = new Map<string, LoadedPlan>();
  readonly #loading = new Map<string, Promise<LoadedPlan>>();

  constructor(pool: pg.Pool, descriptors: readonly TaskTypeDescriptor[]) {
    this.#pool = pool;
    this.#catalog = new Map(descriptors.map((descriptor) => [descriptor.type, descriptor]));
  }

  getPlan(workflowId: string, version: number): LoadedPlan | Promise<LoadedPlan> {
    const key = `${workflowId}/${version}`;
    const known = this.#loaded.get(key);
    if (known) return known;
    let loading = this.#loading.get(key);
    if (!loading) {
      loading = this.#load(workflowId, version).finally(() => this.#loading.delete(key));
      this.#loading.set(key, loading);
    }
    return loading;
  }

  async #load(workflowId: string, version: number): Promise<LoadedPlan> {
    const { rows } = await this.#pool.query<{ definition: unknown; name: string }>(
      `select v.definition, w.name from workflow_versions v join workflows w on w.id = v.workflow_id
       where v.workflow_id = $1 and v.version = $2`,
      [workflowId, version],
    );
    const row = rows[0];
    if (!row)
      throw new AppError('not_found', { detail: `Version ${version} of the workflow does not exist.` });
    const plan = compilePlan(definitionSchema.parse(row.definition), this.#catalog);
    const loaded = { plan, workflow: { id: workflowId, name: row.name, version } };
    if (this.#loaded.size >= MAX_PLANS) {
      const oldest = this.#loaded.keys().next();
      if (!oldest.done) this.#loaded.delete(oldest.value);
    }
    this.#loaded.set(`${workflowId}/${version}`, loaded);
    return loaded;
  }
}
