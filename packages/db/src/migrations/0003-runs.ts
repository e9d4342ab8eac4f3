import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The journal. A run's id is a UUIDv7, so a range of ids is a range of time: both large tables are
 * partitioned by it, and retention drops partitions instead of deleting rows. The default partitions take
 * what no month covers; `ensurePartitions` makes the months. Storage settings stand on the partitions,
 * because a partitioned table takes none.
 *
 * No foreign keys here: each would cost a look-up and a row lock per journal row.
 */
export const runs: Migration = {
  async up(db) {
    await sql`
    create table runs (
      id uuid primary key,
      organization_id uuid not null,
      workflow_id uuid not null,
      version integer not null,
      status text not null,
      trigger json not null,
      trigger_type text not null,
      trigger_id uuid,
      input json,
      output json,
      error jsonb,
      epoch integer not null default 0,
      owner uuid,
      last_seq integer not null default 0,
      wake_at timestamptz,
      deadline_at timestamptz,
      cancel_requested_at timestamptz,
      created_by uuid,
      origin json,
      flags integer not null default 0,
      created_at timestamptz not null default now(),
      started_at timestamptz,
      finished_at timestamptz
    ) partition by range (id);
    create index runs_by_organization on runs (organization_id, id desc);
    create index runs_by_workflow on runs (workflow_id, id desc);
    create index runs_due on runs (wake_at) where wake_at is not null;
    create index runs_owned on runs (owner) where owner is not null;
    create index runs_to_cancel on runs (id) where cancel_requested_at is not null and finished_at is null;
    create index runs_unclaimed on runs (id) where status = 'queued' and owner is null;
    create table runs_default partition of runs default with (fillfactor = 80);

    create table task_runs (
      run_id uuid not null,
      seq integer not null,
      first_seq integer not null,
      organization_id uuid not null,
      task_id text not null,
      path text not null,
      attempt integer not null default 1,
      status text not null,
      outcome text,
      input json,
      output json,
      error json,
      taken smallint[],
      ended_seq integer,
      wake_at timestamptz,
      wait json,
      started_at timestamptz not null,
      finished_at timestamptz,
      primary key (run_id, seq)
    ) partition by range (run_id);
    create table task_runs_default partition of task_runs default with (fillfactor = 80);

    create table signals (
      id uuid primary key,
      organization_id uuid not null,
      run_id uuid not null,
      name text not null,
      payload json,
      created_at timestamptz not null default now(),
      consumed_seq integer
    );
    create index signals_pending on signals (run_id) where consumed_seq is null;

    create table workers (
      id uuid primary key,
      name text not null,
      started_at timestamptz not null default now(),
      heartbeat_at timestamptz not null default now(),
      stopped_at timestamptz
    );
  `.execute(db);
  },
};
