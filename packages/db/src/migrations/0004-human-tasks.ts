import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The inbox. */
export const humanTasks: Migration = {
  async up(db) {
    await sql`
    create table human_tasks (
      id uuid primary key,
      organization_id uuid not null,
      workflow_id uuid not null,
      run_id uuid not null,
      task_seq integer not null,
      task_id text not null,
      path text not null,
      type text not null,
      title text not null,
      description text not null default '',
      assignees text[] not null default '{}',
      form json,
      outcomes text[] not null default '{}',
      due_at timestamptz,
      status text not null,
      outcome text,
      values json,
      comment text,
      claimed_by uuid,
      decided_by uuid,
      decided_at timestamptz,
      created_at timestamptz not null default now()
    );
    create index human_tasks_open on human_tasks (organization_id, created_at desc) where status = 'open';
    create index human_tasks_run_id on human_tasks (run_id);
  `.execute(db);
  },
};
