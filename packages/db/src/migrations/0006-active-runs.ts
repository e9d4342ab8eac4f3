import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What of an organization is active now. With 500,000 runs of which 5,000 wait, counting them took 590 ms without it
 * and takes 2 ms, and a page of the waiting ones 370 and 5 ms. A run that is finished when it is inserted costs
 * nothing here.
 */
export const activeRuns: Migration = {
  async up(db) {
    await sql`
      create index runs_active on runs (organization_id, status, id desc) where finished_at is null;
    `.execute(db);
  },
};
