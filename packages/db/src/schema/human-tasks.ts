import type { HumanTask } from '@innoflow/contracts';
import { defaulted, integer, json, nullable, text, textArray, timestamp, uuid } from './column.ts';

export const humanTaskTables = {
  human_tasks: {
    id: uuid(),
    organization_id: uuid(),
    workflow_id: uuid(),
    run_id: uuid(),
    /** With `run_id` the key of its task run. */
    task_seq: integer(),
    task_id: text(),
    path: text(),
    type: text(),
    title: text(),
    description: defaulted(text()),
    assignees: defaulted(textArray()),
    form: nullable(json()),
    outcomes: defaulted(textArray()),
    due_at: nullable(timestamp()),
    /** `open` while it can be decided. */
    status: text<HumanTask['status']>(),
    outcome: nullable(text()),
    values: nullable(json()),
    comment: nullable(text()),
    claimed_by: nullable(uuid()),
    decided_by: nullable(uuid()),
    decided_at: nullable(timestamp()),
    created_at: defaulted(timestamp()),
  },
} as const;
