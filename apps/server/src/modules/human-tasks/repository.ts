import type { HumanTask } from '@innoflow/contracts';
import { sql } from 'kysely';
import type { Db } from '../db.ts';

export type HumanTaskRow = {
  id: string;
  organization_id: string;
  workflow_id: string;
  workflow_name: string;
  run_id: string;
  task_seq: number;
  task_id: string;
  type: string;
  title: string;
  description: string;
  assignees: string[];
  form: unknown;
  outcomes: string[];
  status: HumanTask['status'];
  due_at: Date | null;
  outcome: string | null;
  values: unknown;
  comment: string | null;
  claimed_by: string | null;
  claimer_name: string | null;
  decided_by: string | null;
  decider_name: string | null;
  decided_at: Date | null;
  created_at: Date;
};

function selectHumanTasks(db: Db, organizationId: string) {
  return db
    .selectFrom('human_tasks as h')
    .innerJoin('workflows as w', 'w.id', 'h.workflow_id')
    .leftJoin('users as c', 'c.id', 'h.claimed_by')
    .leftJoin('users as d', 'd.id', 'h.decided_by')
    .where('h.organization_id', '=', organizationId)
    .select([
      'h.id',
      'h.organization_id',
      'h.workflow_id',
      'w.name as workflow_name',
      'h.run_id',
      'h.task_seq',
      'h.task_id',
      'h.type',
      'h.title',
      'h.description',
      'h.assignees',
      'h.form',
      'h.outcomes',
      'h.status',
      'h.due_at',
      'h.outcome',
      'h.values',
      'h.comment',
      'h.claimed_by',
      'c.name as claimer_name',
      'h.decided_by',
      'd.name as decider_name',
      'h.decided_at',
      'h.created_at',
    ]);
}

/**
 * Those that may be seen by somebody who is called by the words of `assignees`, in lower case; null sees all. Open
 * ones oldest first, the others newest first.
 */
export async function listHumanTasks(
  db: Db,
  organizationId: string,
  page: {
    limit: number;
    after: string | undefined;
    status: HumanTask['status'];
    userId: string;
    assignees: readonly string[] | null;
  },
): Promise<HumanTaskRow[]> {
  const { limit, after, status, userId, assignees } = page;
  const open = status === 'open';
  let query = selectHumanTasks(db, organizationId)
    .where('h.status', '=', status)
    .orderBy('h.id', open ? 'asc' : 'desc')
    .limit(limit + 1);
  if (after !== undefined) query = query.where('h.id', open ? '>' : '<', after);
  if (assignees !== null) {
    query = query.where((e) =>
      e.or([
        sql<boolean>`h.assignees = '{}'`,
        sql<boolean>`exists (select from unnest(h.assignees) a where lower(a) = any(${assignees}::text[]))`,
        e('h.claimed_by', '=', userId),
        e('h.decided_by', '=', userId),
      ]),
    );
  }
  return query.execute();
}

export async function findHumanTask(
  db: Db,
  organizationId: string,
  id: string,
): Promise<HumanTaskRow | undefined> {
  return selectHumanTasks(db, organizationId).where('h.id', '=', id).executeTakeFirst();
}

/** The newest human tasks that are of one of the runs or have one of the ids. */
export async function listChangedHumanTasks(
  db: Db,
  organizationId: string,
  of: { runIds: readonly string[]; ids: readonly string[] },
  limit: number,
): Promise<HumanTaskRow[]> {
  return selectHumanTasks(db, organizationId)
    .where(sql<boolean>`(h.run_id = any(${of.runIds}::uuid[]) or h.id = any(${of.ids}::uuid[]))`)
    .orderBy('h.id', 'desc')
    .limit(limit)
    .execute();
}

/** Changes an open human task that nobody else has claimed; false when it is not so any more. */
export async function updateOpenHumanTask(
  db: Db,
  organizationId: string,
  id: string,
  changes: { claimed_by: string | null; assignees?: readonly string[] },
  /** Who may have claimed it; null: whoever has. */
  claimer: string | null,
): Promise<boolean> {
  let query = db
    .updateTable('human_tasks')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('status', '=', 'open')
    .set(changes);
  if (claimer !== null) {
    query = query.where((e) => e.or([e('claimed_by', 'is', null), e('claimed_by', '=', claimer)]));
  }
  const { numUpdatedRows } = await query.executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The e-mail addresses and user names, in lower case, and ids of those of the words that are members. */
export async function listMemberNames(
  db: Db,
  organizationId: string,
  words: readonly string[],
): Promise<string[]> {
  const rows = await db
    .selectFrom('memberships as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .where('m.organization_id', '=', organizationId)
    .where(
      sql<boolean>`(u.id::text = any(${words}::text[]) or lower(u.email) = any(${words}::text[])
        or lower(u.username) = any(${words}::text[]))`,
    )
    .select(['u.id', 'u.email', 'u.username'])
    .execute();
  return rows.flatMap(({ id, email, username }) =>
    [id, email, username].flatMap((name) => (name === null ? [] : [name.toLowerCase()])),
  );
}

/** How assignees may name a user besides by id. */
export async function findUserNames(
  db: Db,
  userId: string,
): Promise<{ email: string; username: string | null } | undefined> {
  return db.selectFrom('users').where('id', '=', userId).select(['email', 'username']).executeTakeFirst();
}
