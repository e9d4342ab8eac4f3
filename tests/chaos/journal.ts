import type { createPool } from '@innoflow/db';

type Database = ReturnType<typeof createPool>;

export type JournalRun = { id: string; status: string; finished: boolean };
export type JournalTaskRun = {
  runId: string;
  seq: number;
  taskId: string;
  path: string;
  attempt: number;
  status: string;
  outcome: string | null;
  endedSeq: number | null;
};

export type Journal = {
  runs: Map<string, JournalRun>;
  taskRuns: JournalTaskRun[];
  /** Human tasks by id. */
  humanTasks: Map<string, { runId: string; status: string; outcome: string | null }>;
};

/** What is committed, straight from the tables. */
export async function readJournal(database: Database): Promise<Journal> {
  const runs = await database.query<JournalRun>(
    'select id, status, finished_at is not null as finished from runs order by id',
  );
  const taskRuns = await database.query<JournalTaskRun>(
    `select run_id as "runId", seq, task_id as "taskId", path, attempt, status, outcome, ended_seq as "endedSeq"
     from task_runs order by run_id, seq`,
  );
  const humanTasks = await database.query<{
    id: string;
    runId: string;
    status: string;
    outcome: string | null;
  }>('select id, run_id as "runId", status, outcome from human_tasks');
  return {
    runs: new Map(runs.rows.map((run) => [run.id, run])),
    taskRuns: taskRuns.rows,
    humanTasks: new Map(humanTasks.rows.map(({ id, ...rest }) => [id, rest])),
  };
}

/** Runs in which the task has ended. */
export function runsWithOutcome(journal: Journal, taskId: string): Set<string> {
  const ended = journal.taskRuns.filter((taskRun) => taskRun.taskId === taskId && taskRun.outcome !== null);
  return new Set(ended.map(({ runId }) => runId));
}
