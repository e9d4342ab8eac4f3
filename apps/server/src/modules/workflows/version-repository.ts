import type { Db } from '../db.ts';

export type VersionSummaryRow = {
  workflow_id: string;
  version: number;
  note: string;
  creator_id: string | null;
  creator_name: string | null;
  created_at: Date;
};

export type VersionRow = VersionSummaryRow & { definition: unknown };

function selectVersions(db: Db, organizationId: string, workflowId: string) {
  return db
    .selectFrom('workflow_versions as v')
    .leftJoin('users as u', 'u.id', 'v.created_by')
    .where('v.organization_id', '=', organizationId)
    .where('v.workflow_id', '=', workflowId)
    .select([
      'v.workflow_id',
      'v.version',
      'v.note',
      'v.created_by as creator_id',
      'u.name as creator_name',
      'v.created_at',
    ]);
}

export async function listVersions(
  db: Db,
  organizationId: string,
  workflowId: string,
  page: { limit: number; before: number | undefined },
): Promise<VersionSummaryRow[]> {
  let query = selectVersions(db, organizationId, workflowId)
    .orderBy('v.version', 'desc')
    .limit(page.limit + 1);
  if (page.before !== undefined) query = query.where('v.version', '<', page.before);
  return query.execute();
}

export async function findVersion(
  db: Db,
  organizationId: string,
  workflowId: string,
  version: number,
): Promise<VersionRow | undefined> {
  return selectVersions(db, organizationId, workflowId)
    .where('v.version', '=', version)
    .select('v.definition')
    .executeTakeFirst();
}

/** Hash and text of a version's definition. */
export async function findVersionText(
  db: Db,
  organizationId: string,
  workflowId: string,
  version: number,
): Promise<{ hash: string; text: string } | undefined> {
  return db
    .selectFrom('workflow_versions')
    .where('organization_id', '=', organizationId)
    .where('workflow_id', '=', workflowId)
    .where('version', '=', version)
    .select((e) => ['definition_hash as hash', e.cast<string>('definition', 'text').as('text')])
    .executeTakeFirst();
}

export async function insertVersion(
  tx: Db,
  organizationId: string,
  row: {
    workflowId: string;
    version: number;
    text: string;
    hash: string;
    note: string;
    createdBy: string;
    now: Date;
  },
): Promise<void> {
  await tx
    .insertInto('workflow_versions')
    .values({
      workflow_id: row.workflowId,
      version: row.version,
      organization_id: organizationId,
      definition: row.text,
      definition_hash: row.hash,
      note: row.note,
      created_by: row.createdBy,
      created_at: row.now,
    })
    .execute();
}
