import type { CommitEntry, HumanTaskRecord, TaskRunRecord } from '../journal-rows.ts';
import { asJson, asJsonb, asTime, type Column, jsonText } from './columns.ts';

export type TaskRunRow = { entry: CommitEntry; taskRun: TaskRunRecord };
export type HumanTaskRow = { entry: CommitEntry; task: HumanTaskRecord };
export type ConsumedRow = { runId: string; signalId: string; seq: number };

/** Columns that change while a run lives. */
export const runUpdateColumns: readonly Column<CommitEntry>[] = [
  { name: 'id', array: 'uuid', value: ({ run }) => run.id },
  { name: 'epoch', array: 'int4', value: ({ run }) => run.epoch },
  { name: 'status', array: 'text', value: ({ run }) => run.status },
  { name: 'output', array: 'text', sql: asJson, value: ({ run }) => jsonText(run.output) },
  {
    name: 'error',
    array: 'text',
    sql: asJsonb,
    value: ({ run }) => (run.error ? jsonText(run.error) : null),
  },
  { name: 'last_seq', array: 'int4', value: ({ run }) => run.lastSeq },
  { name: 'wake_at', array: 'float8', sql: asTime, value: ({ run }) => run.wakeAt },
  { name: 'finished_at', array: 'float8', sql: asTime, value: ({ run }) => run.finishedAt },
];

export const runInsertColumns: readonly Column<CommitEntry>[] = [
  ...runUpdateColumns,
  { name: 'organization_id', array: 'uuid', value: ({ run }) => run.organizationId },
  { name: 'workflow_id', array: 'uuid', value: ({ run }) => run.workflowId },
  { name: 'version', array: 'int4', value: ({ run }) => run.version },
  { name: 'trigger', array: 'text', sql: asJson, value: ({ run }) => jsonText(run.trigger) },
  { name: 'trigger_type', array: 'text', value: ({ run }) => run.trigger.type },
  { name: 'trigger_id', array: 'uuid', value: ({ run }) => run.trigger.id },
  { name: 'input', array: 'text', sql: asJson, value: ({ run }) => jsonText(run.input) },
  { name: 'deadline_at', array: 'float8', sql: asTime, value: ({ run }) => run.deadlineAt },
  { name: 'created_by', array: 'uuid', value: ({ run }) => run.createdBy },
  {
    name: 'origin',
    array: 'text',
    sql: asJson,
    value: ({ run }) => (run.origin ? jsonText(run.origin) : null),
  },
  { name: 'created_at', array: 'float8', sql: asTime, value: ({ run }) => run.createdAt },
  { name: 'started_at', array: 'float8', sql: asTime, value: ({ run }) => run.createdAt },
];

/** Columns that an attempt gets when it goes on; `run_id` and `seq` find the row. */
export const taskRunUpdateColumns: readonly Column<TaskRunRow>[] = [
  { name: 'run_id', array: 'uuid', value: ({ entry }) => entry.run.id },
  { name: 'seq', array: 'int4', value: ({ taskRun }) => taskRun.seq },
  { name: 'status', array: 'text', value: ({ taskRun }) => taskRun.status },
  { name: 'outcome', array: 'text', value: ({ taskRun }) => taskRun.outcome },
  { name: 'output', array: 'text', sql: asJson, value: ({ taskRun }) => jsonText(taskRun.output) },
  {
    name: 'error',
    array: 'text',
    sql: asJson,
    value: ({ taskRun }) => (taskRun.error ? jsonText(taskRun.error) : null),
  },
  {
    name: 'taken',
    array: 'text',
    sql: (value) => `${value}::smallint[]`,
    value: ({ taskRun }) => (taskRun.taken ? `{${taskRun.taken.join(',')}}` : null),
  },
  { name: 'ended_seq', array: 'int4', value: ({ taskRun }) => taskRun.endedSeq },
  { name: 'wake_at', array: 'float8', sql: asTime, value: ({ taskRun }) => taskRun.wakeAt },
  {
    name: 'wait',
    array: 'text',
    sql: asJson,
    value: ({ taskRun }) => (taskRun.wait ? jsonText(taskRun.wait) : null),
  },
  { name: 'finished_at', array: 'float8', sql: asTime, value: ({ taskRun }) => taskRun.finishedAt },
];

export const taskRunInsertColumns: readonly Column<TaskRunRow>[] = [
  ...taskRunUpdateColumns,
  { name: 'organization_id', array: 'uuid', value: ({ entry }) => entry.run.organizationId },
  { name: 'first_seq', array: 'int4', value: ({ taskRun }) => taskRun.firstSeq },
  { name: 'task_id', array: 'text', value: ({ taskRun }) => taskRun.taskId },
  { name: 'path', array: 'text', value: ({ taskRun }) => taskRun.path },
  { name: 'attempt', array: 'int4', value: ({ taskRun }) => taskRun.attempt },
  { name: 'input', array: 'text', sql: asJson, value: ({ taskRun }) => jsonText(taskRun.input) },
  { name: 'started_at', array: 'float8', sql: asTime, value: ({ taskRun }) => taskRun.startedAt },
];

export const consumedColumns: readonly Column<ConsumedRow>[] = [
  { name: 'run_id', array: 'uuid', value: (row) => row.runId },
  { name: 'id', array: 'uuid', value: (row) => row.signalId },
  { name: 'consumed_seq', array: 'int4', value: (row) => row.seq },
];

export const humanTaskColumns: readonly Column<HumanTaskRow>[] = [
  { name: 'id', array: 'uuid', value: ({ task }) => task.id },
  { name: 'organization_id', array: 'uuid', value: ({ entry }) => entry.run.organizationId },
  { name: 'workflow_id', array: 'uuid', value: ({ entry }) => entry.run.workflowId },
  { name: 'run_id', array: 'uuid', value: ({ entry }) => entry.run.id },
  { name: 'task_seq', array: 'int4', value: ({ task }) => task.taskSeq },
  { name: 'task_id', array: 'text', value: ({ task }) => task.taskId },
  { name: 'path', array: 'text', value: ({ task }) => task.path },
  { name: 'type', array: 'text', value: ({ task }) => task.type },
  { name: 'title', array: 'text', value: ({ task }) => task.title },
  { name: 'description', array: 'text', value: ({ task }) => task.description },
  {
    name: 'assignees',
    array: 'text',
    sql: (value) => `array(select json_array_elements_text(${value}::json))`,
    value: ({ task }) => JSON.stringify(task.assignees),
  },
  { name: 'form', array: 'text', sql: asJson, value: ({ task }) => (task.form ? jsonText(task.form) : null) },
  {
    name: 'outcomes',
    array: 'text',
    sql: (value) => `array(select json_array_elements_text(${value}::json))`,
    value: ({ task }) => JSON.stringify(task.outcomes),
  },
  { name: 'due_at', array: 'float8', sql: asTime, value: ({ task }) => task.dueAt },
  { name: 'status', array: 'text', value: () => 'open' },
  { name: 'created_at', array: 'float8', sql: asTime, value: ({ task }) => task.createdAt },
];
