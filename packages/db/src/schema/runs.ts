import type { RunStatus, RunSummary, TaskRunStatus } from '@innoflow/contracts';
import { defaulted, integer, json, jsonb, nullable, smallintArray, text, timestamp, uuid } from './column.ts';

/** The journal. `runs` and `task_runs` are partitioned by month of the run's id; see `partitions.ts`. */
export const runTables = {
  runs: {
    id: uuid(),
    organization_id: uuid(),
    workflow_id: uuid(),
    version: integer(),
    status: text<RunStatus>(),
    /** `{ type, id, data }` of what started it. */
    trigger: json(),
    trigger_type: text<RunSummary['triggerType']>(),
    trigger_id: nullable(uuid()),
    input: nullable(json()),
    output: nullable(json()),
    error: nullable(jsonb()),
    /** Raised by whoever takes the run over; a write that carries an older one is refused (E5). */
    epoch: defaulted(integer()),
    /** The worker that advances the run; null when none does. */
    owner: nullable(uuid()),
    /** Sequence number of the last event in the journal. */
    last_seq: defaulted(integer()),
    wake_at: nullable(timestamp()),
    deadline_at: nullable(timestamp()),
    cancel_requested_at: nullable(timestamp()),
    created_by: nullable(uuid()),
    /** What the run was re-run from. */
    origin: nullable(json()),
    /** Numbered flags of engine behaviour, fixed when the run is created. */
    flags: defaulted(integer()),
    created_at: defaulted(timestamp()),
    started_at: nullable(timestamp()),
    finished_at: nullable(timestamp()),
  },
  task_runs: {
    run_id: uuid(),
    /** Number of the event with which this attempt started. */
    seq: integer(),
    /** `seq` of the first attempt: the identity of the task run over its attempts. */
    first_seq: integer(),
    organization_id: uuid(),
    task_id: text(),
    path: text(),
    attempt: defaulted(integer()),
    status: text<TaskRunStatus>(),
    outcome: nullable(text()),
    input: nullable(json()),
    output: nullable(json()),
    error: nullable(json()),
    /** Indices of the transitions taken at its end. */
    taken: nullable(smallintArray()),
    ended_seq: nullable(integer()),
    wake_at: nullable(timestamp()),
    wait: nullable(json()),
    started_at: timestamp(),
    finished_at: nullable(timestamp()),
  },
  signals: {
    id: uuid(),
    organization_id: uuid(),
    run_id: uuid(),
    name: text(),
    payload: nullable(json()),
    created_at: defaulted(timestamp()),
    /** Number of the event that took it; null while it waits for its wait. */
    consumed_seq: nullable(integer()),
  },
  workers: {
    id: uuid(),
    name: text(),
    started_at: defaulted(timestamp()),
    heartbeat_at: defaulted(timestamp()),
    stopped_at: nullable(timestamp()),
  },
} as const;
