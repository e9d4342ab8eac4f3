import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** What the scheduler asks; it works for all organizations, so each row says whose it is. */

export type DueRow = {
  id: string;
  organization_id: string;
  workflow_id: string;
  config: unknown;
  next_fire_at: Date;
  /** Null when the workflow is not published any more, or deleted. */
  version: number | null;
};

/** Due schedules that no other process holds, earliest first; they are this transaction's until it ends. */
export async function claimDue(tx: Db, now: Date, limit: number): Promise<DueRow[]> {
  return tx
    .selectFrom('triggers as t')
    .innerJoin('workflows as w', 'w.id', 't.workflow_id')
    .where('t.enabled', '=', true)
    .where('t.next_fire_at', '<=', now)
    .orderBy('t.next_fire_at')
    .limit(limit)
    .forUpdate('t')
    .skipLocked()
    .select((e) => [
      't.id',
      't.organization_id',
      't.workflow_id',
      't.config',
      e.ref('t.next_fire_at').$notNull().as('next_fire_at'),
      sql<number | null>`case when w.deleted_at is null then w.published_version end`.as('version'),
    ])
    .execute();
}

export type Moved = { id: string; organizationId: string; next: Date | null; last: Date | null };

/** Moves claimed schedules on; `last` is left as it is where it is null. */
export async function moveNextFires(tx: Db, moved: readonly Moved[]): Promise<void> {
  const column = <Name extends keyof Moved>(name: Name) => moved.map((row) => row[name]);
  await sql`
    update triggers t
    set next_fire_at = m.next_fire_at, last_fired_at = coalesce(m.last_fired_at, t.last_fired_at)
    from unnest(${column('id')}::uuid[], ${column('organizationId')}::uuid[], ${column('next')}::timestamptz[],
      ${column('last')}::timestamptz[]) as m (id, organization_id, next_fire_at, last_fired_at)
    where t.id = m.id and t.organization_id = m.organization_id
  `.execute(tx);
}

/** When the next schedule is due; null when there is none. */
export async function findNextDue(db: Db): Promise<Date | null> {
  const row = await db
    .selectFrom('triggers')
    .where('enabled', '=', true)
    .where('next_fire_at', 'is not', null)
    .select('next_fire_at')
    .orderBy('next_fire_at')
    .limit(1)
    .executeTakeFirst();
  return row?.next_fire_at ?? null;
}

export async function hasRun(db: Db, organizationId: string, runId: string): Promise<boolean> {
  const row = await db
    .selectFrom('runs')
    .where('organization_id', '=', organizationId)
    .where('id', '=', runId)
    .select('id')
    .executeTakeFirst();
  return row !== undefined;
}
