import { AppError } from '@innoflow/contracts';
import { uuidv7 } from '@innoflow/db';
import type pg from 'pg';
import type { ClaimedRun, CommitEntry, DecisionRequest, SignalRecord } from '../journal-rows.ts';
import { type JournalStore, StoreUnavailable } from '../ports.ts';
import { commitStatement } from './commit-statement.ts';
import { isUnavailable } from './connection-errors.ts';
import {
  groupByRun,
  type RunRow,
  runColumns,
  type SignalRow,
  type TaskRunRow,
  taskRunColumns,
  toRunRecord,
  toSignalRecord,
  toTaskRunRecord,
} from './loading.ts';

/** A worker whose heart has not beaten for this long is dead, by the database's clock. */
const LEASE_SECONDS = 15;

const UNFINISHED = `status in ('queued', 'running', 'waiting')`;
const DEAD_OWNER = `not exists (select 1 from workers w where w.id = r.owner and w.stopped_at is null
  and w.heartbeat_at > now() - interval '${LEASE_SECONDS} seconds')`;

/** The journal in PostgreSQL. Plain `pg` with named statements: this is the engine's path. */
export class PostgresStore implements JournalStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async registerWorker(workerId: string, name: string, exclusive: boolean): Promise<void> {
    if (exclusive) await this.#query('update workers set stopped_at = now() where stopped_at is null', []);
    await this.#query('insert into workers (id, name) values ($1, $2)', [workerId, name]);
  }

  async heartbeat(workerId: string): Promise<void> {
    await this.#query('update workers set heartbeat_at = now(), stopped_at = null where id = $1', [workerId]);
  }

  async unregisterWorker(workerId: string): Promise<void> {
    await this.#query('update workers set stopped_at = now() where id = $1', [workerId]);
  }

  async commit(
    workerId: string,
    entries: readonly CommitEntry[],
    retry: boolean,
  ): Promise<ReadonlySet<string>> {
    const result = await this.#run<{ id: string }>(commitStatement(workerId, entries, retry));
    return new Set(result.rows.map((row) => row.id));
  }

  async claim(workerId: string, runIds: readonly string[]): Promise<ClaimedRun[]> {
    const runs = await this.#query<RunRow>(
      `update runs set owner = $1, epoch = epoch + 1
       where id in (select r.id from runs r where r.id = any($2) and r.${UNFINISHED}
         and (r.owner is null or r.owner = $1 or ${DEAD_OWNER}) for update skip locked)
       returning ${runColumns}`,
      [workerId, runIds],
    );
    if (runs.length === 0) return [];
    const ids = runs.map((run) => run.id);
    const taskRuns = groupByRun(
      await this.#query<TaskRunRow>(
        `select ${taskRunColumns} from task_runs where run_id = any($1) order by run_id, seq`,
        [ids],
      ),
    );
    const signals = groupByRun(await this.#pendingSignals(ids));
    return runs.map((row) => ({
      run: toRunRecord(row),
      taskRuns: (taskRuns.get(row.id) ?? []).map(toTaskRunRecord),
      signals: (signals.get(row.id) ?? []).map(toSignalRecord),
    }));
  }

  async loadWakes(runIds: readonly string[]) {
    const flags = await this.#query<{ id: string; cancelled: boolean }>(
      'select id, cancel_requested_at is not null as cancelled from runs where id = any($1)',
      [runIds],
    );
    const signals = groupByRun(await this.#pendingSignals(runIds));
    return new Map<string, { signals: SignalRecord[]; cancelRequested: boolean }>(
      flags.map((row) => [
        row.id,
        { signals: (signals.get(row.id) ?? []).map(toSignalRecord), cancelRequested: row.cancelled },
      ]),
    );
  }

  async findDue(workerId: string, now: number, limit: number): Promise<string[]> {
    const rows = await this.#query<{ id: string }>(
      `select id from runs where wake_at <= to_timestamp($2 / 1000.0) and (owner is null or owner = $1)
       order by wake_at limit $3`,
      [workerId, now, limit],
    );
    return rows.map((row) => row.id);
  }

  async findNextWake(workerId: string, now: number): Promise<number | null> {
    const rows = await this.#query<{ at: Date | null }>(
      `select min(wake_at) as at from runs where wake_at > to_timestamp($2 / 1000.0) and (owner is null or owner = $1)`,
      [workerId, now],
    );
    return rows[0]?.at?.getTime() ?? null;
  }

  async findNeglected(workerId: string, limit: number, allSignals: boolean): Promise<string[]> {
    const rows = await this.#query<{ id: string }>(
      `(select r.id from runs r where r.owner is not null and r.owner <> $1 and r.${UNFINISHED} and ${DEAD_OWNER}
          limit $2)
       union (select r.id from runs r where r.owner is null and r.status = 'queued' limit $2)
       union (select r.id from signals s join runs r on r.id = s.run_id
          where s.consumed_seq is null and r.owner is null and r.${UNFINISHED}
            and (s.name like 'human:%' or $3::boolean or s.created_at > now() - interval '20 seconds') limit $2)
       union (select r.id from runs r where r.cancel_requested_at is not null and r.finished_at is null
          and r.owner is null limit $2)`,
      [workerId, limit, allSignals],
    );
    return rows.map((row) => row.id);
  }

  async insertSignal(organizationId: string, runId: string, name: string, payload: unknown) {
    const rows = await this.#query<{ id: string | null; created_at: Date; status: string }>(
      `with found as (select id, status from runs where id = $1 and organization_id = $2),
       added as (insert into signals (id, organization_id, run_id, name, payload)
         select $3, $2, id, $4, $5::json from found where ${UNFINISHED} returning id, created_at)
       select added.id, added.created_at, found.status from found left join added on true`,
      [runId, organizationId, uuidv7(), name, JSON.stringify(payload ?? null)],
    );
    const row = rows[0];
    if (!row) throw new AppError('not_found');
    if (row.id === null) throw finished(row.status);
    return { id: row.id, createdAt: row.created_at };
  }

  async requestCancel(organizationId: string, runId: string): Promise<void> {
    const rows = await this.#query<{ status: string; changed: boolean }>(
      `with found as (select id, status from runs where id = $1 and organization_id = $2),
       changed as (update runs r set cancel_requested_at = coalesce(r.cancel_requested_at, now())
         from found where r.id = found.id and r.${UNFINISHED} returning r.id)
       select found.status, changed.id is not null as changed from found left join changed on true`,
      [runId, organizationId],
    );
    const row = rows[0];
    if (!row) throw new AppError('not_found');
    if (!row.changed) throw finished(row.status);
  }

  async decideHumanTask({
    organizationId,
    humanTaskId,
    decision,
  }: DecisionRequest): Promise<string | undefined> {
    const rows = await this.#query<{ run_id: string }>(
      `with decided as (update human_tasks set status = 'completed', outcome = $3, values = $4::json, comment = $5,
           decided_by = $6, decided_at = $7
         where id = $1 and organization_id = $2 and status = 'open' returning id, run_id)
       insert into signals (id, organization_id, run_id, name, payload)
       select $8, $2, run_id, 'human:' || id, $9::json from decided returning run_id`,
      [
        humanTaskId,
        organizationId,
        decision.outcome,
        JSON.stringify(decision.values),
        decision.comment,
        decision.decidedBy,
        decision.decidedAt,
        uuidv7(),
        JSON.stringify(decision),
      ],
    );
    return rows[0]?.run_id;
  }

  async expireHumanTask(humanTaskId: string): Promise<boolean> {
    // One that is `expired` already was closed by us before a crash and still has to time out.
    const rows = await this.#query<{ id: string }>(
      `update human_tasks set status = 'expired' where id = $1 and status in ('open', 'expired') returning id`,
      [humanTaskId],
    );
    return rows.length > 0;
  }

  #pendingSignals(runIds: readonly string[]): Promise<SignalRow[]> {
    return this.#query<SignalRow>(
      'select id, run_id, name, payload from signals where run_id = any($1) and consumed_seq is null order by id',
      [runIds],
    );
  }

  async #query<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[]): Promise<Row[]> {
    return (await this.#run<Row>({ text, values: [...values] })).rows;
  }

  async #run<Row extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<pg.QueryResult<Row>> {
    try {
      return await this.#pool.query<Row>(query);
    } catch (error) {
      throw isUnavailable(error) ? new StoreUnavailable(error) : error;
    }
  }
}

function finished(status: string): AppError {
  return new AppError('run_finished', { detail: `The run has ended as ${status}.` });
}
