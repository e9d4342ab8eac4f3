import { bytes, defaulted, integer, json, nullable, text, textArray, timestamp, uuid } from './column.ts';

export const accessTables = {
  credentials: {
    id: uuid(),
    organization_id: uuid(),
    name: text(),
    type: text(),
    ciphertext: bytes(),
    key_version: defaulted(integer()),
    created_by: nullable(uuid()),
    created_at: defaulted(timestamp()),
    updated_at: defaulted(timestamp()),
    last_used_at: nullable(timestamp()),
  },
  organization_keys: {
    organization_id: uuid(),
    wrapped_key: bytes(),
    created_at: defaulted(timestamp()),
  },
  api_keys: {
    id: uuid(),
    organization_id: uuid(),
    user_id: uuid(),
    name: text(),
    prefix: text(),
    hash: bytes(),
    scopes: defaulted(textArray()),
    expires_at: nullable(timestamp()),
    last_used_at: nullable(timestamp()),
    created_at: defaulted(timestamp()),
    revoked_at: nullable(timestamp()),
  },
  idempotency_keys: {
    organization_id: uuid(),
    scope: text(),
    key: text(),
    request_hash: bytes(),
    /** Of the answer; null while the first request is still under way. */
    status: nullable(integer()),
    response: nullable(json()),
    created_at: defaulted(timestamp()),
  },
} as const;
