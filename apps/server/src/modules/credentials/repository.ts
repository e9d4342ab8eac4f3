import { AppError, type Credential } from '@innoflow/contracts';
import type { Database } from '@innoflow/db';
import { type Selectable, sql } from 'kysely';
import type { Db } from '../db.ts';

export type CredentialRow = Pick<
  Selectable<Database['credentials']>,
  'id' | 'name' | 'created_at' | 'updated_at' | 'last_used_at'
>;
const COLUMNS = ['id', 'name', 'created_at', 'updated_at', 'last_used_at'] as const;

/** Names after `after`, in order. */
export function listCredentials(
  db: Db,
  organizationId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<CredentialRow[]> {
  return db
    .selectFrom('credentials')
    .select(COLUMNS)
    .where('organization_id', '=', organizationId)
    .$if(after !== undefined, (query) => query.where('name', '>', after ?? ''))
    .orderBy('name')
    .limit(limit)
    .execute();
}

/** All names, for validation of definitions. */
export async function listCredentialNames(db: Db, organizationId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('credentials')
    .select('name')
    .where('organization_id', '=', organizationId)
    .execute();
  return rows.map(({ name }) => name);
}

/** Throws `credential_name_taken`. */
export async function insertCredential(
  db: Db,
  organizationId: string,
  credential: { id: string; name: string; ciphertext: Buffer; createdBy: string },
): Promise<CredentialRow> {
  const { id, name, ciphertext, createdBy } = credential;
  const row = await db
    .insertInto('credentials')
    .values({ id, organization_id: organizationId, name, type: 'secret', ciphertext, created_by: createdBy })
    .onConflict((conflict) => conflict.columns(['organization_id', 'name']).doNothing())
    .returning(COLUMNS)
    .executeTakeFirst();
  if (row) return row;
  throw new AppError('credential_name_taken', {
    detail: `Replace the value of "${name}", or choose another name.`,
    errors: [{ field: 'body.name', rule: 'unique', message: 'is in use' }],
  });
}

/** Throws `not_found`. */
export async function updateCiphertext(
  db: Db,
  organizationId: string,
  id: string,
  ciphertext: Buffer,
): Promise<CredentialRow> {
  const row = await db
    .updateTable('credentials')
    .set({ ciphertext, updated_at: sql<Date>`now()` })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .returning(COLUMNS)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return row;
}

/** Throws `not_found`. */
export async function deleteCredential(db: Db, organizationId: string, id: string): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('credentials')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw new AppError('not_found');
}

export function toCredential(row: CredentialRow): Credential {
  return {
    id: row.id,
    name: row.name,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  };
}
