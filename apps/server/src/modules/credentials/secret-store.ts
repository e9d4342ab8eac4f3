import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../db.ts';
import { seal, unseal } from './secret-box.ts';

export type SecretStore = {
  /** The values of credentials by name; names that do not exist are left out. Remembered for some seconds. */
  getSecrets(organizationId: string, names: readonly string[]): Promise<Map<string, string>>;
  /** For secrets that lie in other tables. `purpose` says where, and must be the same for `decrypt`. */
  encrypt(organizationId: string, purpose: string, text: string): Promise<Buffer>;
  decrypt(organizationId: string, purpose: string, sealed: Buffer): Promise<string>;
  /** After a change of its credentials. */
  forget(organizationId: string): void;
};

/**
 * Envelope encryption: each organization has a data key, which lies in the database wrapped by the master key. Neither
 * plain data keys nor values are ever written.
 */
export function createSecretStore(options: { db: Db; masterKey: Buffer; rememberMs?: number }): SecretStore {
  const { db, masterKey, rememberMs = 5_000 } = options;
  const dataKeys = new Map<string, Promise<Buffer>>();
  const remembered = new Map<string, { until: number; values: Map<string, string> }>();

  function dataKeyOf(organizationId: string): Promise<Buffer> {
    const kept = dataKeys.get(organizationId);
    if (kept) return kept;
    const loading = loadDataKey(db, masterKey, organizationId);
    dataKeys.set(organizationId, loading);
    loading.catch(() => dataKeys.delete(organizationId));
    return loading;
  }

  function valuesOf(organizationId: string): Map<string, string> {
    const now = Date.now();
    const kept = remembered.get(organizationId);
    if (kept && kept.until > now) return kept.values;
    const values = new Map<string, string>();
    remembered.set(organizationId, { until: now + rememberMs, values });
    return values;
  }

  async function readSecrets(organizationId: string, names: readonly string[]): Promise<[string, string][]> {
    const rows = await db
      .updateTable('credentials')
      .set({ last_used_at: sql<Date>`now()` })
      .where('organization_id', '=', organizationId)
      .where('name', 'in', [...names])
      .returning(['id', 'name', 'ciphertext'])
      .execute();
    if (rows.length === 0) return [];
    const key = await dataKeyOf(organizationId);
    return rows.map(({ id, name, ciphertext }) => [
      name,
      unseal(key, ciphertext, credentialPurpose(id)).toString('utf8'),
    ]);
  }

  return {
    async getSecrets(organizationId, names) {
      const values = valuesOf(organizationId);
      const missing = names.filter((name) => !values.has(name));
      if (missing.length > 0) {
        // Into the map of before the read: `forget` meanwhile replaces it, and nothing old is kept.
        for (const [name, value] of await readSecrets(organizationId, missing)) values.set(name, value);
      }
      return new Map(
        names.flatMap((name) => {
          const value = values.get(name);
          return value === undefined ? [] : [[name, value] as const];
        }),
      );
    },
    async encrypt(organizationId, purpose, text) {
      return seal(await dataKeyOf(organizationId), Buffer.from(text, 'utf8'), purpose);
    },
    async decrypt(organizationId, purpose, sealed) {
      return unseal(await dataKeyOf(organizationId), sealed, purpose).toString('utf8');
    },
    forget(organizationId) {
      remembered.delete(organizationId);
    },
  };
}

export function credentialPurpose(credentialId: string): string {
  return `credential/${credentialId}`;
}

async function loadDataKey(db: Db, masterKey: Buffer, organizationId: string): Promise<Buffer> {
  const purpose = `organization/${organizationId}`;
  const wrapped = (await findWrappedKey(db, organizationId)) ?? (await createWrappedKey());
  return unseal(masterKey, wrapped, purpose);

  async function createWrappedKey(): Promise<Buffer> {
    await db
      .insertInto('organization_keys')
      .values({ organization_id: organizationId, wrapped_key: seal(masterKey, randomBytes(32), purpose) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    // Another process may have been first; what is stored counts.
    const stored = await findWrappedKey(db, organizationId);
    if (!stored) throw new Error(`organization ${organizationId} was removed`);
    return stored;
  }
}

async function findWrappedKey(db: Db, organizationId: string): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('organization_keys')
    .select('wrapped_key')
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
  return row?.wrapped_key;
}
