import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Secrets of organizations, API keys and what was already answered. */
export const access: Migration = {
  async up(db) {
    await sql`
    create table credentials (
      id uuid primary key,
      organization_id uuid not null references organizations on delete cascade,
      name text not null,
      type text not null,
      ciphertext bytea not null,
      key_version integer not null default 1,
      created_by uuid,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      last_used_at timestamptz,
      unique (organization_id, name)
    );

    create table organization_keys (
      organization_id uuid primary key references organizations on delete cascade,
      wrapped_key bytea not null,
      created_at timestamptz not null default now()
    );

    create table api_keys (
      id uuid primary key,
      organization_id uuid not null references organizations on delete cascade,
      user_id uuid not null references users on delete cascade,
      name text not null,
      prefix text not null,
      hash bytea not null unique,
      scopes text[] not null default '{}',
      expires_at timestamptz,
      last_used_at timestamptz,
      created_at timestamptz not null default now(),
      revoked_at timestamptz
    );
    create index api_keys_organization_id on api_keys (organization_id);
    create index api_keys_user_id on api_keys (user_id);

    create table idempotency_keys (
      organization_id uuid not null,
      scope text not null,
      key text not null,
      request_hash bytea not null,
      status integer,
      response json,
      created_at timestamptz not null default now(),
      primary key (organization_id, scope, key)
    );
    create index idempotency_keys_created_at on idempotency_keys (created_at);
  `.execute(db);
  },
};
