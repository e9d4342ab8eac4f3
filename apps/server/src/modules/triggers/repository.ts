import type { Trigger } from '@innoflow/contracts';
import { sql } from 'kysely';
import type { Db } from '../db.ts';

export type TriggerRow = {
  id: string;
  workflow_id: string;
  type: Trigger['type'];
  config: unknown;
  secret_set: boolean;
  enabled: boolean;
  /** Enabled, and its workflow is published and not deleted. */
  live: boolean;
  path: string | null;
  next_fire_at: Date | null;
  last_fired_at: Date | null;
  created_at: Date;
  updated_at: Date;
};

/** Bounds what one workflow's pages and transactions have to carry. */
export const MAX_TRIGGERS = 200;

function selectTriggers(db: Db, organizationId: string) {
  return db
    .selectFrom('triggers as t')
    .innerJoin('workflows as w', 'w.id', 't.workflow_id')
    .where('t.organization_id', '=', organizationId)
    .where('w.deleted_at', 'is', null)
    .select([
      't.id',
      't.workflow_id',
      't.type',
      't.config',
      't.enabled',
      't.path',
      't.next_fire_at',
      't.last_fired_at',
      't.created_at',
      't.updated_at',
      sql<boolean>`t.secret_ciphertext is not null`.as('secret_set'),
      sql<boolean>`t.enabled and w.published_version is not null`.as('live'),
    ]);
}

export async function listTriggers(
  db: Db,
  organizationId: string,
  workflowId: string,
): Promise<TriggerRow[]> {
  return selectTriggers(db, organizationId)
    .where('t.workflow_id', '=', workflowId)
    .orderBy('t.id')
    .limit(MAX_TRIGGERS)
    .execute();
}

export async function findTrigger(
  db: Db,
  organizationId: string,
  id: string,
): Promise<TriggerRow | undefined> {
  return selectTriggers(db, organizationId).where('t.id', '=', id).executeTakeFirst();
}

/**
 * Whether the workflow is live; undefined when there is none. It stays so until the transaction ends: publishing,
 * which reschedules the triggers, waits.
 */
export async function findLiveWorkflow(
  tx: Db,
  organizationId: string,
  workflowId: string,
): Promise<{ published: boolean } | undefined> {
  return tx
    .selectFrom('workflows')
    .where('organization_id', '=', organizationId)
    .where('id', '=', workflowId)
    .where('deleted_at', 'is', null)
    .select(sql<boolean>`published_version is not null`.as('published'))
    .forShare()
    .executeTakeFirst();
}

export async function countTriggers(db: Db, organizationId: string, workflowId: string): Promise<number> {
  const { count } = await db
    .selectFrom('triggers')
    .where('organization_id', '=', organizationId)
    .where('workflow_id', '=', workflowId)
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

export async function insertTrigger(
  tx: Db,
  organizationId: string,
  row: {
    id: string;
    workflowId: string;
    type: Trigger['type'];
    config: unknown;
    secret: Buffer | null;
    enabled: boolean;
    path: string | null;
    nextFireAt: Date | null;
    now: Date;
  },
): Promise<void> {
  await tx
    .insertInto('triggers')
    .values({
      id: row.id,
      organization_id: organizationId,
      workflow_id: row.workflowId,
      type: row.type,
      config: JSON.stringify(row.config),
      secret_ciphertext: row.secret,
      enabled: row.enabled,
      path: row.path,
      next_fire_at: row.nextFireAt,
      created_at: row.now,
      updated_at: row.now,
    })
    .execute();
}

/** Writes what is given. */
export async function updateTrigger(
  tx: Db,
  organizationId: string,
  id: string,
  changes: {
    config?: unknown;
    secret?: Buffer | null | undefined;
    enabled?: boolean | undefined;
    path?: string | null | undefined;
    nextFireAt: Date | null;
    now: Date;
  },
): Promise<void> {
  await tx
    .updateTable('triggers')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .set({
      next_fire_at: changes.nextFireAt,
      updated_at: changes.now,
      ...(changes.config !== undefined && { config: JSON.stringify(changes.config) }),
      ...(changes.secret !== undefined && { secret_ciphertext: changes.secret }),
      ...(changes.enabled !== undefined && { enabled: changes.enabled }),
      ...(changes.path !== undefined && { path: changes.path }),
    })
    .execute();
}

/** False when there is no such trigger. */
export async function deleteTrigger(db: Db, organizationId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('triggers')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('workflow_id', 'in', (e) =>
      e
        .selectFrom('workflows')
        .select('id')
        .where('organization_id', '=', organizationId)
        .where('deleted_at', 'is', null),
    )
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** The schedules of a workflow, locked, and whether they are live; also of a deleted workflow. */
export async function lockSchedules(
  tx: Db,
  organizationId: string,
  workflowId: string,
): Promise<{ id: string; config: unknown; live: boolean; next_fire_at: Date | null }[]> {
  return tx
    .selectFrom('triggers as t')
    .innerJoin('workflows as w', 'w.id', 't.workflow_id')
    .where('t.organization_id', '=', organizationId)
    .where('t.workflow_id', '=', workflowId)
    .where('t.type', '=', 'schedule')
    .select([
      't.id',
      't.config',
      't.next_fire_at',
      sql<boolean>`t.enabled and w.published_version is not null and w.deleted_at is null`.as('live'),
    ])
    .orderBy('t.id')
    .forUpdate('t')
    .execute();
}

export async function setNextFire(
  tx: Db,
  organizationId: string,
  id: string,
  fires: { next: Date | null; last?: Date },
): Promise<void> {
  await tx
    .updateTable('triggers')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .set({ next_fire_at: fires.next, ...(fires.last && { last_fired_at: fires.last }) })
    .execute();
}

export type HookRow = {
  id: string;
  organization_id: string;
  workflow_id: string;
  version: number;
  config: unknown;
  secret_ciphertext: Buffer | null;
};

/** The live webhook at a path. Its path is all that a caller knows: the row says whose it is. */
export async function findHook(db: Db, path: string): Promise<HookRow | undefined> {
  return db
    .selectFrom('triggers as t')
    .innerJoin('workflows as w', 'w.id', 't.workflow_id')
    .where('t.path', '=', path)
    .where('t.enabled', '=', true)
    .where('w.deleted_at', 'is', null)
    .where('w.published_version', 'is not', null)
    .select((e) => [
      't.id',
      't.organization_id',
      't.workflow_id',
      't.config',
      't.secret_ciphertext',
      e.ref('w.published_version').$notNull().as('version'),
    ])
    .executeTakeFirst();
}
