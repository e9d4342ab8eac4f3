import {
  AppError,
  type CreateRun,
  type CreateSignal,
  type Page,
  parseDuration,
  type Run,
  type RunStatus,
  type RunSummary,
  type TaskRun,
} from '@innoflow/contracts';
import type { RunTrigger, RuntimeApi, StartedRun, StartWait } from '@innoflow/runtime';
import { z } from 'zod';
import { type Actor, assertPermission } from '../actor.ts';
import { pageOfRows, parseCursor } from '../cursor.ts';
import type { Db } from '../db.ts';
import { nestsDeeper } from '../nesting.ts';
import { assertInput } from '../workflows/input-checks.ts';
import type { WorkflowService } from '../workflows/service.ts';
import { RunCounter, type RunCounts } from './counts.ts';
import { toRun, toRunSummary, toTaskRun, triggerDataOf } from './mapper.ts';
import {
  findRun,
  findRunSummary,
  listFinishedBefore,
  listRunSummaries,
  listRuns,
  listTaskRuns,
  listTaskRunsByKey,
  listTaskRunsChangedSince,
  type RunRow,
} from './repository.ts';

export type RunServiceDependencies = {
  db: Db;
  runtime: Pick<RuntimeApi, 'startRun' | 'cancelRun' | 'signalRun'>;
  workflows: WorkflowService;
};

export type RunService = ReturnType<typeof createRunService>;

type PageQuery = { limit: number; cursor?: string | undefined };
type Accepted = { id: string; status: RunStatus };
type Signal = { id: string; runId: string; name: string; createdAt: string };
/** `manual`: a person in the web; `api`: a program with a token. */
type StartedBy = Extract<RunTrigger['type'], 'manual' | 'api'>;

/** `taskRuns` is undefined when there are too many to send one by one. */
export type RunChanges = { run: RunSummary; lastSeq: number; taskRuns: TaskRun[] | undefined };
const MAX_CHANGES = 1_000;

/** Longest `?wait=`; proxies give up on requests that last longer. */
const MAX_WAIT_MS = 60_000;
/** Deepest nesting of payloads: PostgreSQL's JSON parser gives up some thousands of levels later. */
const MAX_PAYLOAD_DEPTH = 200;
const runKey = z.tuple([z.uuid()]);
const taskRunKey = z.tuple([z.int32()]);

/** Runs and their task runs. Another organization's run is `not_found`, like one that does not exist. */
export function createRunService({ db, runtime, workflows }: RunServiceDependencies) {
  const counter = new RunCounter(db);

  /** Answers once the start is committed, or with `wait` once the run has ended or the time is over. */
  async function start(
    actor: Actor,
    workflowId: string,
    body: CreateRun,
    options: { startedBy: StartedBy; wait: string | undefined; id: string | undefined },
  ): Promise<Accepted | Run> {
    assertPermission(actor, 'run.start');
    const known = await findStarted(actor, options.id);
    if (known) return known;
    const version = await workflows.getStartable(actor.organizationId, workflowId, body.version);
    const started = await startVersion(actor, {
      workflowId,
      version,
      input: body.input === undefined ? {} : body.input,
      trigger: { type: options.startedBy, id: null, data: {} },
      wait: waitOf(options.wait),
      id: options.id,
    });
    if (options.wait === undefined || !started.finished) return { id: started.id, status: started.status };
    return toRun(await getRow(actor.organizationId, started.id));
  }

  /** The run that the same request started before its process died. */
  async function findStarted(
    { organizationId }: Actor,
    id: string | undefined,
  ): Promise<Accepted | undefined> {
    const row = id === undefined ? undefined : await findRunSummary(db, organizationId, id);
    return row && { id: row.id, status: row.status };
  }

  async function startVersion(
    actor: Actor,
    request: {
      workflowId: string;
      version: number;
      input: unknown;
      trigger: RunTrigger;
      wait?: StartWait;
      origin?: { runId: string };
      id: string | undefined;
    },
  ): Promise<StartedRun> {
    const { workflowId, version, input, trigger, wait, origin, id } = request;
    assertNesting('body.input', input);
    assertInput(await workflows.getInputCheck(actor.organizationId, workflowId, version), input);
    return runtime.startRun(
      {
        organizationId: actor.organizationId,
        workflowId,
        version,
        input,
        trigger,
        createdBy: actor.userId,
        origin: origin ?? null,
        ...(id === undefined ? {} : { id }),
      },
      wait,
    );
  }

  async function list(
    actor: Actor,
    query: PageQuery & { workflow?: string | undefined; status?: RunStatus[] | undefined },
  ): Promise<Page<RunSummary>> {
    assertPermission(actor, 'run.view');
    const [before] = parseCursor(query.cursor, runKey) ?? [];
    // A filter by what cannot exist finds nothing, as any other workflow's id does.
    if (query.workflow !== undefined && !z.guid().safeParse(query.workflow).success) {
      return { items: [], nextCursor: null };
    }
    const rows = await listRuns(db, actor.organizationId, {
      limit: query.limit,
      before,
      workflowId: query.workflow,
      statuses: query.status,
    });
    return pageOfRows(rows, query.limit, toRunSummary, (row) => [row.id]);
  }

  async function counts(actor: Actor): Promise<RunCounts> {
    assertPermission(actor, 'run.view');
    return counter.get(actor.organizationId);
  }

  async function get(actor: Actor, id: string): Promise<Run> {
    assertPermission(actor, 'run.view');
    return toRun(await getRow(actor.organizationId, id));
  }

  async function tasks(actor: Actor, id: string, query: PageQuery): Promise<Page<TaskRun>> {
    assertPermission(actor, 'run.view');
    const [after] = parseCursor(query.cursor, taskRunKey) ?? [];
    await assertExists(actor.organizationId, id);
    const rows = await listTaskRuns(db, actor.organizationId, id, { limit: query.limit, after });
    return pageOfRows(rows, query.limit, toTaskRun, (row) => [row.seq]);
  }

  async function cancel(actor: Actor, id: string): Promise<Accepted> {
    assertPermission(actor, 'run.control');
    await runtime.cancelRun(actor.organizationId, id);
    const { status } = await getRow(actor.organizationId, id);
    return { id, status };
  }

  /** The new run sees the old one's trigger data, so that expressions over it work. */
  async function rerun(
    actor: Actor,
    id: string,
    body: CreateRun,
    options: { startedBy: StartedBy; id: string | undefined },
  ): Promise<Accepted> {
    assertPermission(actor, 'run.start');
    const known = await findStarted(actor, options.id);
    if (known) return known;
    const { organizationId } = actor;
    const old = await getRow(organizationId, id);
    const version = await workflows.getStartable(
      organizationId,
      old.workflow_id,
      body.version ?? old.version,
    );
    const started = await startVersion(actor, {
      workflowId: old.workflow_id,
      version,
      input: body.input === undefined ? old.input : body.input,
      trigger: { type: options.startedBy, id: null, data: triggerDataOf(old) },
      origin: { runId: id },
      id: options.id,
    });
    return { id: started.id, status: started.status };
  }

  async function signal(actor: Actor, id: string, body: CreateSignal): Promise<Signal> {
    assertPermission(actor, 'run.control');
    assertSignalName(body.name);
    assertNesting('body.payload', body.payload);
    const kept = await runtime.signalRun(actor.organizationId, id, body.name, body.payload ?? null);
    return { id: kept.id, runId: id, name: body.name, createdAt: kept.createdAt.toISOString() };
  }

  /** What a person who decides a task of the run wants to know: the input, and the task runs that led there. */
  async function findContext(
    organizationId: string,
    id: string,
    beforeSeq: number,
  ): Promise<{ input: unknown; before: TaskRun[] } | undefined> {
    const [row, before] = await Promise.all([
      findRun(db, organizationId, id),
      listFinishedBefore(db, organizationId, id, beforeSeq, 50),
    ]);
    return row && { input: row.input, before: before.map(toTaskRun) };
  }

  /** Where a run stands, and its task runs that changed after the event `since` of its journal; for live updates. */
  async function getChanges(actor: Actor, id: string, since: number | undefined): Promise<RunChanges> {
    assertPermission(actor, 'run.view');
    const { organizationId } = actor;
    const row = await findRunSummary(db, organizationId, id);
    if (!row) throw new AppError('not_found');
    // One more than is given back, to see that there are too many.
    const rows =
      since === undefined
        ? []
        : await listTaskRunsChangedSince(db, organizationId, id, since, MAX_CHANGES + 1);
    const taskRuns = rows.length > MAX_CHANGES ? undefined : rows.map(toTaskRun);
    return { run: toRunSummary(row), lastSeq: row.last_seq, taskRuns };
  }

  /** Runs by id; for live updates, whose subscribers were let in by `getChanges`, `list` or the workflow. */
  async function summaries(organizationId: string, ids: readonly string[]): Promise<RunSummary[]> {
    return (await listRunSummaries(db, organizationId, ids)).map(toRunSummary);
  }

  /** Task runs by run and seq; for live updates. */
  async function taskRuns(
    organizationId: string,
    keys: readonly { runId: string; seq: number }[],
  ): Promise<TaskRun[]> {
    return (await listTaskRunsByKey(db, organizationId, keys)).map(toTaskRun);
  }

  async function getRow(organizationId: string, id: string): Promise<RunRow> {
    const row = await findRun(db, organizationId, id);
    if (!row) throw new AppError('not_found');
    return row;
  }

  async function assertExists(organizationId: string, id: string): Promise<void> {
    if (!(await findRunSummary(db, organizationId, id))) throw new AppError('not_found');
  }

  return {
    start,
    list,
    counts,
    get,
    tasks,
    cancel,
    rerun,
    signal,
    findContext,
    getChanges,
    summaries,
    taskRuns,
  };
}

function waitOf(wait: string | undefined): StartWait {
  const timeoutMs = wait === undefined ? undefined : parseDuration(wait);
  if (timeoutMs === undefined) return { until: 'committed' };
  return { until: 'finished', timeoutMs: Math.min(timeoutMs, MAX_WAIT_MS) };
}

/** Decisions of human tasks are signals too; they come through the inbox alone, which checks who decides. */
function assertSignalName(name: string): void {
  if (!name.startsWith('human:')) return;
  const message = 'must not begin with "human:"; decide a human task in the inbox';
  throw new AppError('validation_failed', {
    detail: `body.name: ${message}`,
    errors: [{ field: 'body.name', rule: 'reserved', message }],
  });
}

function assertNesting(field: string, payload: unknown): void {
  if (!nestsDeeper(payload, MAX_PAYLOAD_DEPTH)) return;
  const message = `is nested deeper than ${MAX_PAYLOAD_DEPTH} levels; make it flatter`;
  throw new AppError('validation_failed', {
    detail: `${field}: ${message}`,
    errors: [{ field, rule: 'max_depth', message }],
  });
}
