import type { Trigger } from '@innoflow/contracts';
import { boolean, bytes, defaulted, integer, json, nullable, text, timestamp, uuid } from './column.ts';

export const workflowTables = {
  workflows: {
    id: uuid(),
    organization_id: uuid(),
    name: text(),
    description: defaulted(text()),
    draft: json(),
    /** Raised with each save of the draft; the ETag of the API. */
    draft_revision: defaulted(integer()),
    published_version: nullable(integer()),
    created_by: nullable(uuid()),
    created_at: defaulted(timestamp()),
    updated_at: defaulted(timestamp()),
    deleted_at: nullable(timestamp()),
  },
  workflow_versions: {
    workflow_id: uuid(),
    version: integer(),
    organization_id: uuid(),
    definition: json(),
    definition_hash: text(),
    note: defaulted(text()),
    created_by: nullable(uuid()),
    created_at: defaulted(timestamp()),
  },
  triggers: {
    id: uuid(),
    organization_id: uuid(),
    workflow_id: uuid(),
    type: text<Trigger['type']>(),
    config: json(),
    secret_ciphertext: nullable(bytes()),
    enabled: defaulted(boolean()),
    /** Of a webhook: the part after `/hooks/`, unique in the installation. */
    path: nullable(text()),
    /** Of a schedule: when it is next due. */
    next_fire_at: nullable(timestamp()),
    last_fired_at: nullable(timestamp()),
    created_at: defaulted(timestamp()),
    updated_at: defaulted(timestamp()),
  },
} as const;
