import type {
  CreateWorkflow,
  DefinitionProblem,
  DraftDefinition,
  FieldError,
  Page,
  TaskTypeDescriptor,
  UpdateWorkflow,
  ValidationResult,
  VersionDiff,
  Workflow,
  WorkflowListItem,
  WorkflowVersion,
  WorkflowVersionSummary,
} from '@innoflow/contracts';
import { AppError, definitionSchema } from '@innoflow/contracts';
import { uuidv7 } from '@innoflow/db';
import { compileInputSchema, diffDefinitions, validateDefinition } from '@innoflow/engine';
import { z } from 'zod';
import { type Actor, assertPermission } from '../actor.ts';
import { pageOfRows, parseCursor } from '../cursor.ts';
import type { Db } from '../db.ts';
import { draftText, type NormalDefinition, normalizeDefinition } from './definition-text.ts';
import { assertRevision } from './if-match.ts';
import { type InputCheck, InputChecks } from './input-checks.ts';
import { toVersion, toVersionSummary, toWorkflow, toWorkflowListItem } from './mapper.ts';
import {
  findWorkflow,
  insertWorkflow,
  listWorkflows,
  lockWorkflow,
  setDeleted,
  setPublished,
  updateWorkflow,
  type WorkflowDetailRow,
} from './repository.ts';
import { findVersion, findVersionText, insertVersion, listVersions } from './version-repository.ts';

export type WorkflowServiceDependencies = {
  db: Db;
  taskTypes: readonly TaskTypeDescriptor[];
  findCredentialNames(organizationId: string): Promise<readonly string[]>;
  /** Brings the schedules of a workflow up to date, inside the transaction that publishes, deletes or restores it. */
  reschedule(tx: Db, organizationId: string, workflowId: string): Promise<void>;
  /** Called after the commit of a change that others may show or rely on. */
  onChanged(organizationId: string, workflowId: string): void;
};

export type WorkflowService = ReturnType<typeof createWorkflowService>;

type PageQuery = { limit: number; cursor?: string | undefined };

/** Of PostgreSQL's `integer`. */
const MAX_INTEGER = 2_147_483_647;
const listKey = z.tuple([z.iso.datetime(), z.uuid()]);
const versionKey = z.tuple([z.int32()]);

/** Workflows, their drafts and their versions. Another organization's workflow is `not_found`, like one that does not exist. */
export function createWorkflowService(dependencies: WorkflowServiceDependencies) {
  const { db, taskTypes, findCredentialNames, reschedule, onChanged } = dependencies;
  const inputChecks = new InputChecks(loadInputCheck);

  async function list(
    actor: Actor,
    query: PageQuery & { search?: string | undefined },
  ): Promise<Page<WorkflowListItem>> {
    assertPermission(actor, 'workflow.view');
    const after = parseCursor(query.cursor, listKey);
    const rows = await listWorkflows(db, actor.organizationId, {
      limit: query.limit,
      after,
      search: query.search?.trim(),
    });
    return pageOfRows(rows, query.limit, toWorkflowListItem, (row) => [row.updated_at.toISOString(), row.id]);
  }

  async function get(actor: Actor, id: string): Promise<Workflow> {
    assertPermission(actor, 'workflow.view');
    return toWorkflow(await getRow(actor.organizationId, id));
  }

  async function create(actor: Actor, body: CreateWorkflow): Promise<Workflow> {
    assertPermission(actor, 'workflow.edit');
    const { name, description = '', definition = { tasks: [], transitions: [] } } = body;
    const draft = draftText(definition);
    const id = uuidv7();
    await insertWorkflow(db, actor.organizationId, {
      id,
      name,
      description,
      draft,
      createdBy: actor.userId,
      now: new Date(),
    });
    onChanged(actor.organizationId, id);
    return get(actor, id);
  }

  async function update(
    actor: Actor,
    id: string,
    body: UpdateWorkflow,
    ifMatch: readonly number[] | undefined,
  ): Promise<Workflow> {
    assertPermission(actor, 'workflow.edit');
    const { organizationId } = actor;
    const { definition, ...changes } = body;
    const text = definition === undefined ? undefined : draftText(definition);
    await db.transaction().execute(async (tx) => {
      const locked = await lockWorkflow(tx, organizationId, id);
      if (!locked) throw new AppError('not_found');
      assertRevision(locked.draft_revision, ifMatch);
      const draft =
        (text && (await sameAsPublished(tx, organizationId, id, locked.published_version, definition))) ||
        text;
      await updateWorkflow(tx, organizationId, id, { ...changes, ...(draft && { draft }) }, new Date());
    });
    onChanged(organizationId, id);
    return get(actor, id);
  }

  /** The published text, when the draft means the same; see `selectWorkflows` in the repository. */
  async function sameAsPublished(
    tx: Db,
    organizationId: string,
    id: string,
    version: number | null,
    draft: unknown,
  ): Promise<string | undefined> {
    if (version === null) return undefined;
    const normal = normalizeDefinition(draft);
    const published = normal && (await findVersionText(tx, organizationId, id, version));
    return published?.hash === normal?.hash ? published?.text : undefined;
  }

  async function remove(actor: Actor, id: string): Promise<void> {
    assertPermission(actor, 'workflow.edit');
    await changeDeletion(actor.organizationId, id, new Date());
  }

  async function restore(actor: Actor, id: string): Promise<Workflow> {
    assertPermission(actor, 'workflow.edit');
    await changeDeletion(actor.organizationId, id, null);
    return get(actor, id);
  }

  async function changeDeletion(organizationId: string, id: string, deletedAt: Date | null): Promise<void> {
    await db.transaction().execute(async (tx) => {
      if (!(await setDeleted(tx, organizationId, id, deletedAt))) throw new AppError('not_found');
      await reschedule(tx, organizationId, id);
    });
    onChanged(organizationId, id);
  }

  async function validate(
    actor: Actor,
    id: string,
    definition: DraftDefinition | undefined,
  ): Promise<ValidationResult> {
    assertPermission(actor, 'workflow.view');
    const row = await getRow(actor.organizationId, id);
    const problems = await findProblems(actor.organizationId, definition ?? row.draft);
    return { valid: !problems.some(isError), problems };
  }

  async function findProblems(organizationId: string, draft: unknown): Promise<DefinitionProblem[]> {
    const credentialNames = new Set(await findCredentialNames(organizationId));
    return validateDefinition(draft, taskTypes, { credentialNames }).problems;
  }

  /** Publishing a draft that means the same as the published version changes nothing. */
  async function publish(
    actor: Actor,
    id: string,
    note: string | undefined,
    ifMatch: readonly number[] | undefined,
  ): Promise<Workflow> {
    assertPermission(actor, 'workflow.publish');
    const { organizationId } = actor;
    const row = await getRow(organizationId, id);
    assertRevision(row.draft_revision, ifMatch);
    const normal = await getPublishable(organizationId, row);
    const now = new Date();
    await db.transaction().execute(async (tx) => {
      const locked = await lockWorkflow(tx, organizationId, id);
      if (!locked) throw new AppError('not_found');
      // What was validated is what is published: somebody may have saved in between.
      assertRevision(locked.draft_revision, [row.draft_revision]);
      const version = locked.published_version;
      const published = version === null ? undefined : await findVersionText(tx, organizationId, id, version);
      if (published?.hash === normal.hash) return;
      const next = (version ?? 0) + 1;
      await insertVersion(tx, organizationId, {
        workflowId: id,
        version: next,
        text: normal.text,
        hash: normal.hash,
        note: note ?? '',
        createdBy: actor.userId,
        now,
      });
      await setPublished(tx, organizationId, id, { version: next, text: normal.text }, now);
      await reschedule(tx, organizationId, id);
    });
    onChanged(organizationId, id);
    return get(actor, id);
  }

  async function getPublishable(organizationId: string, row: WorkflowDetailRow): Promise<NormalDefinition> {
    const problems = await findProblems(organizationId, row.draft);
    const errors = problems.filter(isError);
    const normal = errors.length === 0 ? normalizeDefinition(row.draft) : undefined;
    if (normal) return normal;
    throw new AppError('definition_invalid', {
      detail: `The draft has ${errors.length} ${errors.length === 1 ? 'error' : 'errors'}; correct what "problems" names and publish again.`,
      problems,
    });
  }

  async function versions(actor: Actor, id: string, query: PageQuery): Promise<Page<WorkflowVersionSummary>> {
    assertPermission(actor, 'workflow.view');
    const [before] = parseCursor(query.cursor, versionKey) ?? [];
    await getRow(actor.organizationId, id);
    const rows = await listVersions(db, actor.organizationId, id, { limit: query.limit, before });
    return pageOfRows(rows, query.limit, toVersionSummary, (row) => [row.version]);
  }

  async function version(actor: Actor, id: string, number: number): Promise<WorkflowVersion> {
    assertPermission(actor, 'workflow.view');
    const row = number <= MAX_INTEGER && (await findVersion(db, actor.organizationId, id, number));
    if (!row) throw new AppError('not_found');
    return toVersion(row);
  }

  async function diff(actor: Actor, id: string, from: number, to: number): Promise<VersionDiff> {
    const [before, after] = [await version(actor, id, from), await version(actor, id, to)];
    const changes = diffDefinitions(
      definitionSchema.parse(before.definition),
      definitionSchema.parse(after.definition),
    );
    return { ...changes, from, to };
  }

  /** Throws `not_found` unless the actor may see the workflow. */
  async function assertVisible(actor: Actor, id: string): Promise<void> {
    assertPermission(actor, 'workflow.view');
    await getRow(actor.organizationId, id);
  }

  /** What a run starts from: the newest published version, or the one that is named. */
  async function getStartable(
    organizationId: string,
    id: string,
    wanted: number | undefined,
  ): Promise<number> {
    const row = await getRow(organizationId, id);
    if (row.published_version === null) {
      throw new AppError('workflow_not_published', { detail: 'Publish the workflow first, then start it.' });
    }
    if (wanted === undefined) return row.published_version;
    if (wanted <= row.published_version) return wanted;
    const message = `is no published version; the newest is ${row.published_version}`;
    throw new AppError('not_found', {
      detail: `body.version: ${message}`,
      errors: [{ field: 'body.version', rule: 'version', message }],
    });
  }

  /** The problems that an input has with the published version; none while there is no such version. */
  async function findInputErrors(organizationId: string, id: string, input: unknown): Promise<FieldError[]> {
    const { published_version: version } = await getRow(organizationId, id);
    return version === null ? [] : (await getInputCheck(organizationId, id, version))(input);
  }

  function getInputCheck(organizationId: string, workflowId: string, number: number): Promise<InputCheck> {
    return inputChecks.get(organizationId, workflowId, number);
  }

  async function loadInputCheck(
    organizationId: string,
    workflowId: string,
    number: number,
  ): Promise<InputCheck> {
    const row = await findVersion(db, organizationId, workflowId, number);
    if (!row) throw new AppError('not_found');
    const { input: schema } = definitionSchema.parse(row.definition);
    if (schema === undefined) return () => [];
    const check = compileInputSchema(schema);
    return (input) => {
      const verdict = check(input);
      return 'errors' in verdict ? verdict.errors : [];
    };
  }

  async function getRow(organizationId: string, id: string): Promise<WorkflowDetailRow> {
    const row = await findWorkflow(db, organizationId, id);
    if (!row) throw new AppError('not_found');
    return row;
  }

  return {
    list,
    get,
    create,
    update,
    remove,
    restore,
    validate,
    publish,
    versions,
    version,
    diff,
    assertVisible,
    getStartable,
    findInputErrors,
    getInputCheck,
  };
}

function isError(problem: DefinitionProblem): boolean {
  return problem.severity === 'error';
}
