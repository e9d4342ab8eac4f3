/**
 * Starts runs by schedules.
 *
 * S1 A fire that was due starts one run, whatever is killed when: the run's id is made from trigger and time, and
 *    `next_fire_at` moves on in a transaction that ends after the run's start was committed.
 * S2 Processes share the schedules: who looks at one holds its row, the others skip it.
 * S3 It sleeps until the next fire, 30 seconds at most: another process may have added an earlier one.
 *
 * States: stopped → sleeping ⇄ working → stopped. `poke()` wakes it early.
 */
import { type ScheduleConfig, scheduleConfigSchema } from '@innoflow/contracts';
import type { RuntimeApi } from '@innoflow/runtime';
import type { Db } from '../db.ts';
import { claimDue, type DueRow, findNextDue, hasRun, type Moved, moveNextFires } from './due-repository.ts';
import { fireRunId } from './fire-id.ts';
import { firesToStart } from './missed-fires.ts';
import { findNextFire } from './schedule.ts';

export type SchedulerOptions = {
  db: Db;
  runtime: Pick<RuntimeApi, 'startRun'>;
  logger: { warn(fields: object, message: string): void; error(fields: object, message: string): void };
  /** Milliseconds since 1970. Default: the clock. */
  now?: () => number;
};

const MAX_SLEEP_MS = 30_000;
const RETRY_MS = 1_000;
const BATCH = 50;

export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> | undefined;
  #started = false;
  #poked = false;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  start(): void {
    if (this.#started) return;
    this.#started = true;
    this.#work();
  }

  /** Resolves when what it was starting is started. */
  async stop(): Promise<void> {
    this.#started = false;
    clearTimeout(this.#timer);
    await this.#working;
  }

  /** A schedule has changed: looks when the next one is due. */
  poke(): void {
    if (!this.#started) return;
    if (this.#working) this.#poked = true;
    else this.#work();
  }

  /** Starts everything that is due now. Returns how many runs it started. */
  async runDue(): Promise<number> {
    let started = 0;
    for (;;) {
      const batch = await this.#runBatch();
      started += batch.started;
      if (batch.claimed < BATCH) return started;
    }
  }

  #work(): void {
    clearTimeout(this.#timer);
    this.#poked = false;
    this.#working = this.#lookAround().then((sleepMs) => {
      this.#working = undefined;
      if (!this.#started) return;
      if (this.#poked) this.#work();
      else this.#timer = setTimeout(() => this.#work(), sleepMs);
    });
  }

  async #lookAround(): Promise<number> {
    try {
      await this.runDue();
      const next = await findNextDue(this.#options.db);
      if (next === null) return MAX_SLEEP_MS;
      // What is due but held by another process, or could not be started, is looked at again in a second.
      const wait = next.getTime() - this.#now();
      return wait <= 0 ? RETRY_MS : Math.min(wait, MAX_SLEEP_MS);
    } catch (error) {
      this.#options.logger.warn({ err: error }, 'schedules could not be looked at; trying again');
      return RETRY_MS;
    }
  }

  async #runBatch(): Promise<{ claimed: number; started: number }> {
    const now = new Date(this.#now());
    return this.#options.db.transaction().execute(async (tx) => {
      const rows = await claimDue(tx, now, BATCH);
      const results = await Promise.all(rows.map((row) => this.#fire(row, now)));
      const moved = results.flatMap((result) => (result.moved ? [result.moved] : []));
      if (moved.length > 0) await moveNextFires(tx, moved);
      // A row that could not be moved stays due; it must not be claimed again and again right now.
      const claimed = moved.length < rows.length ? 0 : rows.length;
      return { claimed, started: results.reduce((sum, result) => sum + result.started, 0) };
    });
  }

  /** Nothing is moved when a start fails: the fire stays due. */
  async #fire(row: DueRow, now: Date): Promise<{ started: number; moved?: Moved }> {
    const { id, organization_id: organizationId, version } = row;
    if (version === null) return { started: 0, moved: { id, organizationId, next: null, last: null } };
    try {
      const config = scheduleConfigSchema.parse(row.config);
      const fires = firesToStart(config, row.next_fire_at, now);
      const results = await Promise.all(fires.map((fire) => this.#startRun(row, version, config, fire)));
      const moved = { id, organizationId, next: findNextFire(config, now), last: fires.at(-1) ?? null };
      return { started: results.filter(Boolean).length, moved };
    } catch (error) {
      this.#options.logger.error({ err: error, triggerId: id }, 'a schedule could not be started');
      return { started: 0 };
    }
  }

  /** False when the run was there already. */
  async #startRun(row: DueRow, version: number, config: ScheduleConfig, fire: Date): Promise<boolean> {
    const { db, runtime } = this.#options;
    const runId = fireRunId(row.id, fire);
    const known = () => hasRun(db, row.organization_id, runId);
    if (await known()) return false;
    const { cron, timezone, input = {} } = config;
    try {
      await runtime.startRun({
        id: runId,
        organizationId: row.organization_id,
        workflowId: row.workflow_id,
        version,
        input,
        trigger: { type: 'schedule', id: row.id, data: { scheduledFor: fire.toISOString(), cron, timezone } },
        createdBy: null,
      });
      return true;
    } catch (error) {
      // The commit of a process that was killed may have come between the look and the start.
      if (await known()) return false;
      throw error;
    }
  }
}
