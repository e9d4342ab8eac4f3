import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Workflows, their published versions and what starts them. */
export const workflows: Migration = {
  async up(db) {
    await sql`
    create table workflows (
      id uuid primary key,
      organization_id uuid not null references organizations on delete cascade,
      name text not null,
      description text not null default '',
      draft json not null,
      draft_revision integer not null default 1,
      published_version integer,
      created_by uuid,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      deleted_at timestamptz
    );
    create index workflows_recent on workflows (organization_id, updated_at desc) where deleted_at is null;

    create table workflow_versions (
      workflow_id uuid not null references workflows on delete cascade,
      version integer not null,
      organization_id uuid not null,
      definition json not null,
      definition_hash text not null,
      note text not null default '',
      created_by uuid,
      created_at timestamptz not null default now(),
      primary key (workflow_id, version)
    );

    create table triggers (
      id uuid primary key,
      organization_id uuid not null references organizations on delete cascade,
      workflow_id uuid not null references workflows on delete cascade,
      type text not null,
      config json not null,
      secret_ciphertext bytea,
      enabled boolean not null default true,
      path text,
      next_fire_at timestamptz,
      last_fired_at timestamptz,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    create unique index triggers_path on triggers (path) where path is not null;
    create index triggers_due on triggers (next_fire_at) where enabled and next_fire_at is not null;
    create index triggers_workflow_id on triggers (workflow_id);
  `.execute(db);
  },
};
