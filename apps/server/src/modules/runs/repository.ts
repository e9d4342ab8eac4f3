import type { RunStatus, RunSummary, TaskRunStatus } from '@innoflow/contracts';
import { uuidv7Floor } from '@innoflow/db';
import { sql } from 'kysely';
import type { Db } from '../db.ts';

export type RunSummaryRow = {
  id: string;
  organization_id: string;
  workflow_id: string;
  workflow_name: string;
  version: number;
  status: RunStatus;
  trigger_type: RunSummary['triggerType'];
  error: unknown;
  created_by: string | null;
  last_seq: number;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
};

export type RunRow = RunSummaryRow & { input: unknown; output: unknown; trigger: unknown };

export type TaskRunRow = {
  run_id: string;
  seq: number;
  task_id: string;
  path: string;
  attempt: number;
  status: TaskRunStatus;
  outcome: string | null;
  input: unknown;
  output: unknown;
  error: unknown;
  taken: number[] | null;
  ended_seq: number | null;
  wake_at: Date | null;
  wait: unknown;
  started_at: Date;
  finished_at: Date | null;
};

function selectRuns(db: Db, organizationId: string) {
  return db
    .selectFrom('runs as r')
    .innerJoin('workflows as w', 'w.id', 'r.workflow_id')
    .where('r.organization_id', '=', organizationId)
    .select([
      'r.id',
      'r.organization_id',
      'r.workflow_id',
      'w.name as workflow_name',
      'r.version',
      'r.status',
      'r.trigger_type',
      'r.error',
      'r.created_by',
      'r.last_seq',
      'r.created_at',
      'r.started_at',
      'r.finished_at',
    ]);
}

/** Newest first. */
export async function listRuns(
  db: Db,
  organizationId: string,
  page: {
    limit: number;
    before: string | undefined;
    workflowId: string | undefined;
    statuses: readonly RunStatus[] | undefined;
  },
): Promise<RunSummaryRow[]> {
  let query = selectRuns(db, organizationId)
    .orderBy('r.id', 'desc')
    .limit(page.limit + 1);
  if (page.before !== undefined) query = query.where('r.id', '<', page.before);
  if (page.workflowId !== undefined) query = query.where('r.workflow_id', '=', page.workflowId);
  if (page.statuses !== undefined) {
    query = query.where('r.status', 'in', page.statuses);
    // Says what the statuses imply, so that the index of active runs fits.
    if (page.statuses.every(isActive)) query = query.where('r.finished_at', 'is', null);
  }
  return query.execute();
}

export async function findRun(db: Db, organizationId: string, id: string): Promise<RunRow | undefined> {
  return selectRuns(db, organizationId)
    .where('r.id', '=', id)
    .select(['r.input', 'r.output', 'r.trigger'])
    .executeTakeFirst();
}

export async function findRunSummary(
  db: Db,
  organizationId: string,
  id: string,
): Promise<RunSummaryRow | undefined> {
  return selectRuns(db, organizationId).where('r.id', '=', id).executeTakeFirst();
}

export async function listRunSummaries(
  db: Db,
  organizationId: string,
  ids: readonly string[],
): Promise<RunSummaryRow[]> {
  return selectRuns(db, organizationId).where('r.id', 'in', ids).orderBy('r.id').execute();
}

const taskRunColumns = [
  'run_id',
  'seq',
  'task_id',
  'path',
  'attempt',
  'status',
  'outcome',
  'input',
  'output',
  'error',
  'taken',
  'ended_seq',
  'wake_at',
  'wait',
  'started_at',
  'finished_at',
] as const;

/** In the order they started. */
export async function listTaskRuns(
  db: Db,
  organizationId: string,
  runId: string,
  page: { limit: number; after: number | undefined },
): Promise<TaskRunRow[]> {
  let query = db
    .selectFrom('task_runs')
    .where('organization_id', '=', organizationId)
    .where('run_id', '=', runId)
    .select(taskRunColumns)
    .orderBy('seq')
    .limit(page.limit + 1);
  if (page.after !== undefined) query = query.where('seq', '>', page.after);
  return query.execute();
}

/** Those that started or ended after the event `since`, and those that may have changed in between. */
export async function listTaskRunsChangedSince(
  db: Db,
  organizationId: string,
  runId: string,
  since: number,
  limit: number,
): Promise<TaskRunRow[]> {
  return db
    .selectFrom('task_runs')
    .where('organization_id', '=', organizationId)
    .where('run_id', '=', runId)
    .where((e) =>
      e.or([e('seq', '>', since), e('ended_seq', '>', since), e('status', 'in', ['running', 'waiting'])]),
    )
    .select(taskRunColumns)
    .orderBy('seq')
    .limit(limit)
    .execute();
}

/** Task runs by the keys of their rows. */
export async function listTaskRunsByKey(
  db: Db,
  organizationId: string,
  keys: readonly { runId: string; seq: number }[],
): Promise<TaskRunRow[]> {
  const runIds = keys.map(({ runId }) => runId);
  const seqs = keys.map(({ seq }) => seq);
  return db
    .selectFrom('task_runs')
    .where('organization_id', '=', organizationId)
    .where(
      sql<boolean>`(run_id, seq) in (select k.run_id, k.seq from unnest(${runIds}::uuid[], ${seqs}::integer[]) as k (run_id, seq))`,
    )
    .select(taskRunColumns)
    .orderBy('run_id')
    .orderBy('seq')
    .execute();
}

/** The last finished task runs that started before `seq`, oldest first. */
export async function listFinishedBefore(
  db: Db,
  organizationId: string,
  runId: string,
  seq: number,
  limit: number,
): Promise<TaskRunRow[]> {
  const rows = await db
    .selectFrom('task_runs')
    .where('organization_id', '=', organizationId)
    .where('run_id', '=', runId)
    .where('seq', '<', seq)
    .where('finished_at', 'is not', null)
    .select(taskRunColumns)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
  return rows.toReversed();
}

const ACTIVE: readonly RunStatus[] = ['queued', 'running', 'waiting'];

function isActive(status: RunStatus): boolean {
  return ACTIVE.includes(status);
}

export type RunCountsRow = { status: RunStatus; count: number };

/** Unfinished runs by status. */
export async function countActiveRuns(db: Db, organizationId: string): Promise<RunCountsRow[]> {
  return db
    .selectFrom('runs')
    .where('organization_id', '=', organizationId)
    .where('status', 'in', ACTIVE)
    .where('finished_at', 'is', null)
    .groupBy('status')
    .select((e) => ['status', e.fn.countAll<number>().as('count')])
    .execute();
}

/** Finished runs by status, of those that were created after `since`. */
export async function countFinishedRuns(
  db: Db,
  organizationId: string,
  since: Date,
): Promise<RunCountsRow[]> {
  return db
    .selectFrom('runs')
    .where('organization_id', '=', organizationId)
    .where('id', '>=', uuidv7Floor(since))
    .where('status', 'in', ['succeeded', 'failed', 'cancelled'])
    .groupBy('status')
    .select((e) => ['status', e.fn.countAll<number>().as('count')])
    .execute();
}
