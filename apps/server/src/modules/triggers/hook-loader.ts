import { webhookConfigSchema } from '@innoflow/contracts';
import type { SecretStore } from '../credentials/secret-store.ts';
import type { Db } from '../db.ts';
import { assertInput } from '../workflows/input-checks.ts';
import type { WorkflowService } from '../workflows/service.ts';
import type { Hook } from './hook-cache.ts';
import { findHook } from './repository.ts';
import { secretPurpose } from './service.ts';

export type HookLoaderDependencies = {
  db: Db;
  workflows: WorkflowService;
  secrets: Pick<SecretStore, 'decrypt'>;
};

/** Reads the live webhook at a path. */
export function createHookLoader({ db, workflows, secrets }: HookLoaderDependencies) {
  return async (path: string): Promise<Hook | null> => {
    const row = await findHook(db, path);
    if (!row) return null;
    const { mode } = webhookConfigSchema.parse(row.config);
    const ciphertext = row.secret_ciphertext;
    const [secret, check] = await Promise.all([
      ciphertext === null ? null : secrets.decrypt(row.organization_id, secretPurpose(row.id), ciphertext),
      workflows.getInputCheck(row.organization_id, row.workflow_id, row.version),
    ]);
    return {
      triggerId: row.id,
      organizationId: row.organization_id,
      workflowId: row.workflow_id,
      version: row.version,
      sync: mode === 'sync',
      secret,
      assertInput: (input) => assertInput(check, input),
    };
  };
}
