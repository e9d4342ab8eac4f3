import { scheduleConfigSchema } from '@innoflow/contracts';
import type { Db } from '../db.ts';
import { lockSchedules, setNextFire } from './repository.ts';
import { findNextFire } from './schedule.ts';

/**
 * Brings the schedules of a workflow up to date after it was published, deleted or restored, in the transaction that
 * does so. A schedule that goes on keeps its next fire, so that publishing swallows none.
 */
export async function rescheduleWorkflow(tx: Db, organizationId: string, workflowId: string): Promise<void> {
  const now = new Date();
  for (const row of await lockSchedules(tx, organizationId, workflowId)) {
    if (row.live === (row.next_fire_at !== null)) continue;
    const next = row.live ? findNextFire(scheduleConfigSchema.parse(row.config), now) : null;
    await setNextFire(tx, organizationId, row.id, { next });
  }
}
