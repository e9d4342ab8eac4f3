import type { CommitEntry } from '../journal-rows.ts';
import { type Column, names, Parameters, values } from './columns.ts';
import {
  consumedColumns,
  humanTaskColumns,
  runInsertColumns,
  runUpdateColumns,
  taskRunInsertColumns,
  taskRunUpdateColumns,
} from './commit-columns.ts';

export type CommitStatement = { name: string; text: string; values: unknown[] };

/**
 * One statement, so one round trip and one commit, for everything that the entries change. New runs are inserted,
 * known ones updated where their epoch still holds (E5); `accepted` are the runs of which one of both was true, and
 * every other part writes only for those. Parts without rows are left out; each combination is a prepared statement
 * of its own, by name.
 *
 * `retry` makes it safe to send again after a broken connection: a run that an earlier try inserted is accepted too,
 * and the other parts are written so that doing them twice changes nothing.
 */
export function commitStatement(
  workerId: string,
  entries: readonly CommitEntry[],
  retry: boolean,
): CommitStatement {
  const parameters = new Parameters();
  const worker = parameters.add(workerId);
  const parts: string[] = [];
  const accepted: string[] = [];
  let name = retry ? 'commit-retry' : 'commit';
  const part = (key: string, sql: string): void => {
    name += `-${key}`;
    parts.push(sql);
  };

  const insertedRuns = entries.filter((entry) => entry.insert);
  if (insertedRuns.length > 0) {
    part(
      'ir',
      `inserted_runs as (
        insert into runs (${names(runInsertColumns)}, owner)
        select ${values(runInsertColumns)}, case when u.released = 1 then null else ${worker}::uuid end
        from ${parameters.unnest([...runInsertColumns, released], insertedRuns)}
        on conflict (id) do nothing returning id)`,
    );
    accepted.push('select id from inserted_runs');
    if (retry) {
      part(
        'er',
        `earlier_runs as (
          select r.id from unnest(${parameters.add(insertedRuns.map(({ run }) => run.id))}::uuid[],
            ${parameters.add(insertedRuns.map(({ run }) => run.lastSeq))}::int4[],
            ${parameters.add(insertedRuns.map(({ run }) => run.createdAt))}::float8[]) as u(id, last_seq, created_at)
          join runs r on r.id = u.id and r.epoch = 0 and r.last_seq = u.last_seq
            and r.created_at = to_timestamp(u.created_at / 1000.0))`,
      );
      accepted.push('select id from earlier_runs');
    }
  }

  const updatedRuns = entries.filter((entry) => !entry.insert);
  if (updatedRuns.length > 0) {
    part(
      'ur',
      `updated_runs as (
        update runs r set ${assignments(runUpdateColumns, ['id', 'epoch'])},
          owner = case when u.released = 1 then null else ${worker}::uuid end
        from ${parameters.unnest([...runUpdateColumns, released], updatedRuns)}
        where r.id = u.id and r.epoch = u.epoch returning r.id)`,
    );
    accepted.push('select id from updated_runs');
  }
  parts.push(`accepted as (${accepted.join(' union all ')})`);
  const isAccepted = 'u.run_id in (select id from accepted)';

  const inserts = entries.flatMap((entry) => entry.inserts.map((taskRun) => ({ entry, taskRun })));
  if (inserts.length > 0) {
    part(
      'it',
      `inserted_task_runs as (
        insert into task_runs (${names(taskRunInsertColumns)})
        select ${values(taskRunInsertColumns)} from ${parameters.unnest(taskRunInsertColumns, inserts)}
        where ${isAccepted} on conflict (run_id, seq) do nothing)`,
    );
  }
  const updates = entries.flatMap((entry) => entry.updates.map((taskRun) => ({ entry, taskRun })));
  if (updates.length > 0) {
    part(
      'ut',
      `updated_task_runs as (
        update task_runs t set ${assignments(taskRunUpdateColumns, ['run_id', 'seq'])}
        from ${parameters.unnest(taskRunUpdateColumns, updates)}
        where t.run_id = u.run_id and t.seq = u.seq and ${isAccepted})`,
    );
  }
  const consumed = entries.flatMap(({ run, consumed: taken }) =>
    taken.map((row) => ({ runId: run.id, ...row })),
  );
  if (consumed.length > 0) {
    part(
      'cs',
      `consumed_signals as (
        update signals s set consumed_seq = u.consumed_seq from ${parameters.unnest(consumedColumns, consumed)}
        where s.id = u.id and ${isAccepted})`,
    );
  }
  const humanTasks = entries.flatMap((entry) => entry.humanTasks.map((task) => ({ entry, task })));
  if (humanTasks.length > 0) {
    part(
      'ih',
      `inserted_human_tasks as (
        insert into human_tasks (${names(humanTaskColumns)})
        select ${values(humanTaskColumns)} from ${parameters.unnest(humanTaskColumns, humanTasks)}
        where ${isAccepted} on conflict (id) do nothing)`,
    );
  }
  const withdrawn = entries.flatMap(({ run, withdrawn: ids }) => ids.map((id) => ({ runId: run.id, id })));
  if (withdrawn.length > 0) {
    part(
      'wh',
      `withdrawn_human_tasks as (
        update human_tasks h set status = 'cancelled' from ${parameters.unnest(withdrawnColumns, withdrawn)}
        where h.id = u.id and h.status = 'open' and ${isAccepted})`,
    );
  }
  return { name, text: `with ${parts.join(',\n')}\nselect id from accepted`, values: parameters.values };
}

const released: Column<CommitEntry> = {
  name: 'released',
  array: 'int4',
  value: ({ release }) => (release ? 1 : 0),
};
const withdrawnColumns: readonly Column<{ runId: string; id: string }>[] = [
  { name: 'run_id', array: 'uuid', value: (row) => row.runId },
  { name: 'id', array: 'uuid', value: (row) => row.id },
];

function assignments<Row>(columns: readonly Column<Row>[], keys: readonly string[]): string {
  return columns
    .filter((column) => !keys.includes(column.name))
    .map((column) => `${column.name} = ${column.sql ? column.sql(`u.${column.name}`) : `u.${column.name}`}`)
    .join(', ');
}
