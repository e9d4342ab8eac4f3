import type { Actor } from '../modules/actor.ts';
import type { Db } from '../modules/db.ts';
import { CommandError } from './command-error.ts';

export type FoundWorkflow = { id: string; organizationId: string };

/** By id, else by name. Throws when there is none, or several of that name. */
export async function findWorkflow(db: Db, nameOrId: string): Promise<FoundWorkflow> {
  const rows = await db
    .selectFrom('workflows')
    .select(['id', 'organization_id'])
    .where('deleted_at', 'is', null)
    .where((eb) =>
      eb.or([eb('name', '=', nameOrId), eb(eb.cast<string>('id', 'text'), '=', nameOrId.toLowerCase())]),
    )
    .limit(10)
    .execute();
  const [row, ...others] = rows;
  if (!row) throw new CommandError(`there is no workflow with the id or name "${nameOrId}".`);
  if (others.length > 0) {
    const ids = rows.map(({ id }) => `  ${id}`).join('\n');
    throw new CommandError(`several workflows are called "${nameOrId}"; give the id of one:\n${ids}`);
  }
  return { id: row.id, organizationId: row.organization_id };
}

/** Whoever has the data folder may do everything: the command line acts as an owner of the organization. */
export async function findOwner(db: Db, organizationId: string): Promise<Actor> {
  const row = await db
    .selectFrom('memberships')
    .select('user_id')
    .where('organization_id', '=', organizationId)
    .where('role', '=', 'owner')
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst();
  if (!row) throw new CommandError(`the organization ${organizationId} of the workflow has no owner.`);
  return { userId: row.user_id, organizationId, role: 'owner' };
}
