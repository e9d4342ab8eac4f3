import type { RouteResult, routes } from '@innoflow/contracts';
import type { Db } from '../db.ts';
import { countActiveRuns, countFinishedRuns, type RunCountsRow } from './repository.ts';

export type RunCounts = RouteResult<(typeof routes)['runs']['counts']>;

const DAY_MS = 86_400_000;
/** Home pages ask again with each run that ends; a busy organization would count many times a second. */
const KEPT_MS = 1_000;
const MOST_KEPT = 10_000;

/** Counts of an organization's runs, at most a second old. */
export class RunCounter {
  readonly #db: Db;
  readonly #kept = new Map<string, { until: number; counts: Promise<RunCounts> }>();

  constructor(db: Db) {
    this.#db = db;
  }

  get(organizationId: string): Promise<RunCounts> {
    const now = Date.now();
    const kept = this.#kept.get(organizationId);
    if (kept && kept.until > now) return kept.counts;
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    const counts = this.#count(organizationId, new Date(now - DAY_MS));
    this.#kept.set(organizationId, { until: now + KEPT_MS, counts });
    counts.catch(() => this.#kept.delete(organizationId));
    return counts;
  }

  async #count(organizationId: string, since: Date): Promise<RunCounts> {
    const [active, finished] = await Promise.all([
      countActiveRuns(this.#db, organizationId),
      countFinishedRuns(this.#db, organizationId, since),
    ]);
    return {
      active: {
        queued: countOf(active, 'queued'),
        running: countOf(active, 'running'),
        waiting: countOf(active, 'waiting'),
      },
      last24Hours: {
        succeeded: countOf(finished, 'succeeded'),
        failed: countOf(finished, 'failed'),
        cancelled: countOf(finished, 'cancelled'),
      },
    };
  }
}

function countOf(rows: readonly RunCountsRow[], status: string): number {
  return rows.find((row) => row.status === status)?.count ?? 0;
}
