import { uuidv7 } from '@innoflow/db';
import type { StartRun } from './api.ts';
import type { RunRecord } from './journal-rows.ts';
import type { LoadedPlan } from './ports.ts';

/** The row of a run that is about to start. `now`: milliseconds since 1970. */
export function newRecord(request: StartRun, loaded: LoadedPlan, now: number): RunRecord {
  const { timeoutMs } = loaded.plan;
  return {
    id: request.id ?? uuidv7(now),
    organizationId: request.organizationId,
    workflowId: request.workflowId,
    version: request.version,
    status: 'running',
    trigger: request.trigger,
    input: request.input,
    output: null,
    error: null,
    epoch: 0,
    lastSeq: 0,
    wakeAt: null,
    deadlineAt: timeoutMs === null ? null : now + timeoutMs,
    cancelRequested: false,
    createdBy: request.createdBy,
    origin: request.origin ?? null,
    createdAt: now,
    finishedAt: null,
  };
}
