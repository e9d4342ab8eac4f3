import { sql } from 'kysely';
import type { Db } from '../db.ts';

export type WorkflowRow = {
  id: string;
  name: string;
  description: string;
  published_version: number | null;
  draft_revision: number;
  draft_changed: boolean;
  task_count: number;
  creator_id: string | null;
  creator_name: string | null;
  created_at: Date;
  updated_at: Date;
};

export type WorkflowListRow = WorkflowRow & {
  last_run_id: string | null;
  last_run_status: string | null;
  last_run_created_at: Date | null;
  trigger_types: string[] | null;
};

export type WorkflowDetailRow = WorkflowRow & { draft: unknown };

/**
 * Publishing writes the same text into draft and version, and so does a save that changes nothing; so the two differ
 * exactly when their texts do, and PostgreSQL can tell without anybody parsing them.
 */
function selectWorkflows(db: Db, organizationId: string) {
  return db
    .selectFrom('workflows as w')
    .leftJoin('workflow_versions as v', (join) =>
      join.onRef('v.workflow_id', '=', 'w.id').onRef('v.version', '=', 'w.published_version'),
    )
    .leftJoin('users as u', 'u.id', 'w.created_by')
    .where('w.organization_id', '=', organizationId)
    .select([
      'w.id',
      'w.name',
      'w.description',
      'w.published_version',
      'w.draft_revision',
      'w.created_by as creator_id',
      'u.name as creator_name',
      'w.created_at',
      'w.updated_at',
      sql<boolean>`w.draft::text is distinct from v.definition::text`.as('draft_changed'),
      sql<number>`json_array_length(w.draft -> 'tasks')`.as('task_count'),
    ]);
}

export async function listWorkflows(
  db: Db,
  organizationId: string,
  page: { limit: number; after: readonly [string, string] | undefined; search: string | undefined },
): Promise<WorkflowListRow[]> {
  let query = selectWorkflows(db, organizationId)
    .where('w.deleted_at', 'is', null)
    .leftJoinLateral(
      (lateral) =>
        lateral
          .selectFrom('runs')
          .whereRef('runs.workflow_id', '=', 'w.id')
          .orderBy('runs.id', 'desc')
          .limit(1)
          .select(['runs.id', 'runs.status', 'runs.created_at'])
          .as('r'),
      (join) => join.onTrue(),
    )
    .select([
      'r.id as last_run_id',
      'r.status as last_run_status',
      'r.created_at as last_run_created_at',
      sql<
        string[] | null
      >`(select array_agg(distinct t.type order by t.type) from triggers t where t.workflow_id = w.id)`.as(
        'trigger_types',
      ),
    ])
    .orderBy('w.updated_at', 'desc')
    .orderBy('w.id', 'desc')
    .limit(page.limit + 1);
  if (page.after) {
    const [updatedAt, id] = page.after;
    query = query.where(sql<boolean>`(w.updated_at, w.id) < (${updatedAt}::timestamptz, ${id}::uuid)`);
  }
  if (page.search) {
    const pattern = `%${page.search.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((e) => e.or([e('w.name', 'ilike', pattern), e('w.description', 'ilike', pattern)]));
  }
  return query.execute();
}

export async function findWorkflow(
  db: Db,
  organizationId: string,
  id: string,
  options: { deleted?: boolean } = {},
): Promise<WorkflowDetailRow | undefined> {
  let query = selectWorkflows(db, organizationId).where('w.id', '=', id).select('w.draft');
  if (!options.deleted) query = query.where('w.deleted_at', 'is', null);
  return query.executeTakeFirst();
}

/** Locks the row until the transaction ends. */
export async function lockWorkflow(
  tx: Db,
  organizationId: string,
  id: string,
): Promise<{ draft_revision: number; published_version: number | null } | undefined> {
  return tx
    .selectFrom('workflows')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .select(['draft_revision', 'published_version'])
    .forUpdate()
    .executeTakeFirst();
}

export async function insertWorkflow(
  db: Db,
  organizationId: string,
  row: { id: string; name: string; description: string; draft: string; createdBy: string; now: Date },
): Promise<void> {
  await db
    .insertInto('workflows')
    .values({
      id: row.id,
      organization_id: organizationId,
      name: row.name,
      description: row.description,
      draft: row.draft,
      created_by: row.createdBy,
      created_at: row.now,
      updated_at: row.now,
    })
    .execute();
}

/** Writes what is given; a draft raises the revision. */
export async function updateWorkflow(
  tx: Db,
  organizationId: string,
  id: string,
  changes: { name?: string; description?: string; draft?: string },
  now: Date,
): Promise<void> {
  const { draft, ...rest } = changes;
  await tx
    .updateTable('workflows')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .set({ ...rest, updated_at: now })
    .$if(draft !== undefined, (query) =>
      query.set((e) => ({ draft, draft_revision: e('draft_revision', '+', 1) })),
    )
    .execute();
}

/** Makes `version` the published one; `text` is its definition and becomes the draft's text. */
export async function setPublished(
  tx: Db,
  organizationId: string,
  id: string,
  published: { version: number; text: string },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('workflows')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .set({ published_version: published.version, draft: published.text, updated_at: now })
    .execute();
}

/** False when there is no such workflow. */
export async function setDeleted(
  tx: Db,
  organizationId: string,
  id: string,
  deletedAt: Date | null,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('workflows')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .$if(deletedAt !== null, (query) => query.where('deleted_at', 'is', null))
    .set({ deleted_at: deletedAt })
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
