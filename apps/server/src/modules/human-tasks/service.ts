import {
  AppError,
  type CompleteHumanTask,
  type FieldError,
  type HumanTask,
  type HumanTaskDetail,
  type Page,
  roles,
} from '@innoflow/contracts';
import { validateInput } from '@innoflow/engine';
import type { RuntimeApi } from '@innoflow/runtime';
import { z } from 'zod';
import { type Actor, assertPermission } from '../actor.ts';
import { pageOfRows, parseCursor } from '../cursor.ts';
import type { Db } from '../db.ts';
import { nestsDeeper } from '../nesting.ts';
import type { RunService } from '../runs/service.ts';
import { toHumanTask } from './mapper.ts';
import {
  findHumanTask,
  findUserNames,
  type HumanTaskRow,
  listChangedHumanTasks,
  listHumanTasks,
  listMemberNames,
  updateOpenHumanTask,
} from './repository.ts';
import { maySee, type Viewer, viewerOf } from './visibility.ts';

export type HumanTaskServiceDependencies = {
  db: Db;
  runtime: Pick<RuntimeApi, 'decideHumanTask'>;
  runs: RunService;
  /** Called after the commit of a change, with the assignees before it: they have to hear of it too. */
  onChanged(organizationId: string, humanTaskId: string, assigneesBefore: readonly string[]): void;
};

export type HumanTaskService = ReturnType<typeof createHumanTaskService>;

const cursorKey = z.tuple([z.uuid()]);
const MAX_DEPTH = 100;

/** What people have to decide. A human task that somebody may not see is `not_found` to them. */
export function createHumanTaskService({ db, runtime, runs, onChanged }: HumanTaskServiceDependencies) {
  async function list(
    actor: Actor,
    query: { limit: number; cursor?: string | undefined; status: HumanTask['status'] },
  ): Promise<Page<HumanTask>> {
    assertPermission(actor, 'inbox.use');
    const [after] = parseCursor(query.cursor, cursorKey) ?? [];
    const { limit, status } = query;
    const viewer = await getViewer(actor);
    const rows = await listHumanTasks(db, actor.organizationId, { limit, status, after, ...viewer });
    return pageOfRows(rows, limit, toHumanTask, (row) => [row.id]);
  }

  async function get(actor: Actor, id: string): Promise<HumanTaskDetail> {
    const row = await getVisible(actor, id);
    const context = await runs.findContext(actor.organizationId, row.run_id, row.task_seq);
    return {
      ...toHumanTask(row),
      runInput: context?.input ?? null,
      before: (context?.before ?? []).map(({ taskId, outcome, output, finishedAt }) => ({
        taskId,
        outcome,
        output,
        finishedAt,
      })),
    };
  }

  /** Answers once the decision is committed. */
  async function complete(actor: Actor, id: string, body: CompleteHumanTask): Promise<HumanTask> {
    const row = await getVisible(actor, id);
    assertOpen(row);
    assertNotClaimedByOther(row, actor.userId);
    const values = body.values ?? {};
    assertOutcome(row, body.outcome);
    assertForm(row, body.outcome, values);
    const decided = await runtime.decideHumanTask({
      organizationId: actor.organizationId,
      humanTaskId: id,
      outcome: body.outcome,
      values,
      comment: body.comment ?? null,
      userId: actor.userId,
    });
    // Somebody else was faster, or its time ran out.
    if (!decided) {
      assertOpen(await getRow(actor, id));
      throw new AppError('human_task_closed');
    }
    return changed(actor, row);
  }

  async function claim(actor: Actor, id: string, release: boolean): Promise<HumanTask> {
    const row = await getVisible(actor, id);
    assertOpen(row);
    // Owners and admins may take a task out of the hands of somebody who is away.
    const claimer = release && (actor.role === 'owner' || actor.role === 'admin') ? null : actor.userId;
    if (claimer !== null) assertNotClaimedByOther(row, claimer);
    const claimedBy = release ? null : actor.userId;
    await change(actor, row, { claimed_by: claimedBy }, claimer);
    return changed(actor, row);
  }

  async function delegate(actor: Actor, id: string, assignees: readonly string[]): Promise<HumanTask> {
    const row = await getVisible(actor, id);
    assertOpen(row);
    assertNotClaimedByOther(row, actor.userId);
    await assertAssignees(actor.organizationId, assignees);
    await change(actor, row, { assignees, claimed_by: null }, actor.userId);
    return changed(actor, row);
  }

  async function change(
    actor: Actor,
    row: HumanTaskRow,
    changes: Parameters<typeof updateOpenHumanTask>[3],
    claimer: string | null,
  ): Promise<void> {
    if (await updateOpenHumanTask(db, actor.organizationId, row.id, changes, claimer)) return;
    const now = await getRow(actor, row.id);
    assertOpen(now);
    assertNotClaimedByOther(now, actor.userId);
  }

  async function changed(actor: Actor, before: HumanTaskRow): Promise<HumanTask> {
    onChanged(actor.organizationId, before.id, before.assignees);
    return toHumanTask(await getRow(actor, before.id));
  }

  async function assertAssignees(organizationId: string, assignees: readonly string[]): Promise<void> {
    const users = assignees
      .filter((word) => word.startsWith('user:'))
      .map((word) => word.slice(5).toLowerCase());
    const members = new Set(users.length === 0 ? [] : await listMemberNames(db, organizationId, users));
    const errors = assignees.flatMap((word, index): FieldError[] => {
      const [kind, name] = [word.slice(0, 5), word.slice(5).toLowerCase()];
      if (kind === 'user:' && members.has(name)) return [];
      if (kind === 'role:' && roles.some((role) => role === name)) return [];
      const message = `names nobody here; use "user:" with the e-mail address, user name or id of a member, or "role:" with one of ${roles.join(', ')}`;
      return [{ field: `body.assignees[${index}]`, rule: 'assignee', message }];
    });
    if (errors.length > 0) throw withErrors('validation_failed', errors);
  }

  async function getVisible(actor: Actor, id: string): Promise<HumanTaskRow> {
    assertPermission(actor, 'inbox.use');
    const [row, viewer] = await Promise.all([getRow(actor, id), getViewer(actor)]);
    const { assignees, claimed_by: claimedBy, decided_by: decidedBy } = row;
    if (!maySee(viewer, { assignees, claimedBy, decidedBy })) throw new AppError('not_found');
    return row;
  }

  async function getRow(actor: Actor, id: string): Promise<HumanTaskRow> {
    const row = await findHumanTask(db, actor.organizationId, id);
    if (!row) throw new AppError('not_found');
    return row;
  }

  /** The newest human tasks of runs, and those with the ids; for live updates, which show each to whom may see it. */
  async function changes(
    organizationId: string,
    of: { runIds: readonly string[]; ids: readonly string[] },
  ): Promise<HumanTask[]> {
    return (await listChangedHumanTasks(db, organizationId, of, 500)).map(toHumanTask);
  }

  async function getViewer(actor: Actor): Promise<Viewer> {
    return viewerOf(actor, await findUserNames(db, actor.userId));
  }

  return { list, get, complete, claim, delegate, changes, getViewer };
}

function assertOpen(row: Pick<HumanTaskRow, 'id' | 'status' | 'outcome' | 'decider_name'>): void {
  if (row.status === 'open') return;
  const by = row.decider_name ? ` by ${row.decider_name}` : '';
  const how = row.status === 'completed' ? `was decided as "${row.outcome}"${by}` : `is ${row.status}`;
  throw new AppError('human_task_closed', { detail: `The task ${how}. There is nothing left to do.` });
}

function assertNotClaimedByOther(row: HumanTaskRow, userId: string): void {
  if (row.claimed_by === null || row.claimed_by === userId) return;
  throw new AppError('human_task_claimed', {
    detail: `${row.claimer_name ?? 'Somebody'} has claimed the task. Ask them to release it or to decide it.`,
  });
}

function assertOutcome(row: HumanTaskRow, outcome: string): void {
  if (row.outcomes.includes(outcome)) return;
  const message = `must be one of ${row.outcomes.join(', ')}; received "${outcome}"`;
  throw withErrors('outcome_invalid', [{ field: 'body.outcome', rule: 'outcome', message }]);
}

/** Who refuses need not fill in the form; what they give all the same is checked. */
function assertForm(row: HumanTaskRow, outcome: string, values: Record<string, unknown>): void {
  if (nestsDeeper(values, MAX_DEPTH)) {
    const message = `is nested deeper than ${MAX_DEPTH} levels; make it flatter`;
    throw withErrors('form_invalid', [{ field: 'body.values', rule: 'max_depth', message }]);
  }
  if (row.form === null) return;
  const [main] = row.outcomes;
  if (outcome !== main && Object.keys(values).length === 0) return;
  const errors = findFormErrors(row.form, values);
  if (errors.length > 0) throw withErrors('form_invalid', errors);
}

function findFormErrors(form: unknown, values: Record<string, unknown>): FieldError[] {
  try {
    // The cast: the task type's config says that a form is an object.
    const errors = validateInput(form as Record<string, unknown>, values);
    return errors.map((error) => ({ ...error, field: error.field.replace(/^input/, 'values') }));
  } catch (error) {
    // Parts of a form come from expressions, so it can turn out to be no JSON Schema.
    const reason = error instanceof Error ? error.message : String(error);
    const message = `cannot be checked, for the form itself is wrong: ${reason}`;
    return [{ field: 'values', rule: 'form', message }];
  }
}

function withErrors(code: 'validation_failed' | 'outcome_invalid' | 'form_invalid', errors: FieldError[]) {
  const detail = errors.map((error) => `${error.field}: ${error.message}`).join('; ');
  return new AppError(code, { detail, errors });
}
