import type { CreateCredential, Credential, Page } from '@innoflow/contracts';
import { uuidv7 } from '@innoflow/db';
import { z } from 'zod';
import { type Actor, assertPermission } from '../actor.ts';
import { pageOfRows, parseCursor } from '../cursor.ts';
import type { Db } from '../db.ts';
import {
  deleteCredential,
  insertCredential,
  listCredentialNames,
  listCredentials,
  toCredential,
  updateCiphertext,
} from './repository.ts';
import { credentialPurpose, type SecretStore } from './secret-store.ts';

export type CredentialService = ReturnType<typeof createCredentialService>;

const cursorSchema = z.tuple([z.string()]);

/** Secrets go in and never come out again; tasks get them from the secret store. */
export function createCredentialService({ db, secrets }: { db: Db; secrets: SecretStore }) {
  return {
    async list(
      actor: Actor,
      query: { limit: number; cursor?: string | undefined },
    ): Promise<Page<Credential>> {
      assertPermission(actor, 'credential.view');
      const after = parseCursor(query.cursor, cursorSchema)?.[0];
      const rows = await listCredentials(db, actor.organizationId, { after, limit: query.limit + 1 });
      return pageOfRows(rows, query.limit, toCredential, (row) => [row.name]);
    },

    /** For validation of definitions; no access to check: a name is no secret to those who may edit workflows. */
    names(organizationId: string): Promise<string[]> {
      return listCredentialNames(db, organizationId);
    },

    async create(actor: Actor, { name, value }: CreateCredential): Promise<Credential> {
      assertPermission(actor, 'credential.edit');
      const { organizationId, userId } = actor;
      const id = uuidv7();
      const ciphertext = await secrets.encrypt(organizationId, credentialPurpose(id), value);
      const row = await insertCredential(db, organizationId, { id, name, ciphertext, createdBy: userId });
      secrets.forget(organizationId);
      return toCredential(row);
    },

    async update(actor: Actor, id: string, value: string): Promise<Credential> {
      assertPermission(actor, 'credential.edit');
      const ciphertext = await secrets.encrypt(actor.organizationId, credentialPurpose(id), value);
      const row = await updateCiphertext(db, actor.organizationId, id, ciphertext);
      secrets.forget(actor.organizationId);
      return toCredential(row);
    },

    async remove(actor: Actor, id: string): Promise<void> {
      assertPermission(actor, 'credential.edit');
      await deleteCredential(db, actor.organizationId, id);
      secrets.forget(actor.organizationId);
    },
  };
}
