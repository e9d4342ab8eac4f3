import {
  AppError,
  type CreateTrigger,
  scheduleConfigSchema,
  type Trigger,
  type UpdateTrigger,
} from '@innoflow/contracts';
import { uuidv7 } from '@innoflow/db';
import { type Actor, assertPermission } from '../actor.ts';
import type { SecretStore } from '../credentials/secret-store.ts';
import type { Db } from '../db.ts';
import type { WorkflowService } from '../workflows/service.ts';
import { invalidTrigger, type ParsedConfig, parseTriggerConfig } from './config.ts';
import {
  countTriggers,
  deleteTrigger,
  findLiveWorkflow,
  findTrigger,
  insertTrigger,
  listTriggers,
  MAX_TRIGGERS,
  type TriggerRow,
  updateTrigger,
} from './repository.ts';
import { findNextFire } from './schedule.ts';

export type TriggerServiceDependencies = {
  db: Db;
  workflows: WorkflowService;
  secrets: Pick<SecretStore, 'encrypt'>;
  /** Called after the commit of a change. */
  onChanged(organizationId: string, workflowId: string): void;
};

/** What the secret of a webhook is encrypted for. */
export function secretPurpose(triggerId: string): string {
  return `trigger/${triggerId}`;
}

export type TriggerService = ReturnType<typeof createTriggerService>;

/** Webhooks and schedules of workflows. Another organization's trigger is `not_found`, like one that does not exist. */
export function createTriggerService({ db, workflows, secrets, onChanged }: TriggerServiceDependencies) {
  async function list(actor: Actor, workflowId: string, origin: string): Promise<Trigger[]> {
    assertPermission(actor, 'trigger.view');
    await workflows.assertVisible(actor, workflowId);
    const rows = await listTriggers(db, actor.organizationId, workflowId);
    return rows.map((row) => toTrigger(row, origin));
  }

  async function create(
    actor: Actor,
    workflowId: string,
    body: CreateTrigger,
    origin: string,
  ): Promise<Trigger> {
    assertPermission(actor, 'trigger.edit');
    const { organizationId } = actor;
    const parsed = parseTriggerConfig(body.type, body.config);
    await assertScheduledInput(organizationId, workflowId, parsed);
    const secret = parsed.type === 'webhook' ? parsed.secret : undefined;
    const id = uuidv7();
    const ciphertext = secret ? await secrets.encrypt(organizationId, secretPurpose(id), secret) : null;
    const now = new Date();
    await withFreePath(parsed, () =>
      db.transaction().execute(async (tx) => {
        const workflow = await findLiveWorkflow(tx, organizationId, workflowId);
        if (!workflow) throw new AppError('not_found');
        if ((await countTriggers(tx, organizationId, workflowId)) >= MAX_TRIGGERS) throw tooMany();
        await insertTrigger(tx, organizationId, {
          id,
          workflowId,
          type: parsed.type,
          config: parsed.config,
          secret: ciphertext,
          enabled: body.enabled,
          path: pathOf(parsed),
          nextFireAt: body.enabled && workflow.published ? nextFireOf(parsed, now) : null,
          now,
        });
      }),
    );
    return changed(organizationId, id, origin);
  }

  async function update(actor: Actor, id: string, body: UpdateTrigger, origin: string): Promise<Trigger> {
    assertPermission(actor, 'trigger.edit');
    const { organizationId } = actor;
    const row = await getRow(organizationId, id);
    const parsed = body.config && parseTriggerConfig(row.type, body.config);
    if (parsed) await assertScheduledInput(organizationId, row.workflow_id, parsed);
    const secret = parsed?.type === 'webhook' ? parsed.secret : undefined;
    const ciphertext =
      typeof secret === 'string' ? await secrets.encrypt(organizationId, secretPurpose(id), secret) : secret;
    const now = new Date();
    await withFreePath(parsed, () =>
      db.transaction().execute(async (tx) => {
        const workflow = await findLiveWorkflow(tx, organizationId, row.workflow_id);
        const before = await findTrigger(tx, organizationId, id);
        if (!workflow || !before) throw new AppError('not_found');
        const live = (body.enabled ?? before.enabled) && workflow.published;
        // A schedule that only stays enabled keeps its next fire.
        const kept = parsed === undefined ? before.next_fire_at : null;
        await updateTrigger(tx, organizationId, id, {
          ...(parsed && { config: parsed.config, path: pathOf(parsed) }),
          secret: ciphertext,
          enabled: body.enabled,
          nextFireAt: live ? (kept ?? nextFireOf(parsed ?? before, now)) : null,
          now,
        });
      }),
    );
    return changed(organizationId, id, origin);
  }

  async function remove(actor: Actor, id: string): Promise<void> {
    assertPermission(actor, 'trigger.edit');
    const row = await getRow(actor.organizationId, id);
    if (!(await deleteTrigger(db, actor.organizationId, id))) throw new AppError('not_found');
    onChanged(actor.organizationId, row.workflow_id);
  }

  /** A schedule that could start nothing but runs with a wrong input is not taken. */
  async function assertScheduledInput(
    organizationId: string,
    workflowId: string,
    parsed: ParsedConfig,
  ): Promise<void> {
    if (parsed.type !== 'schedule') return;
    const { input = {} } = parsed.config;
    const errors = await workflows.findInputErrors(organizationId, workflowId, input);
    if (errors.length === 0) return;
    throw invalidTrigger(errors.map((error) => ({ ...error, field: `body.config.${error.field}` })));
  }

  async function changed(organizationId: string, id: string, origin: string): Promise<Trigger> {
    const row = await getRow(organizationId, id);
    onChanged(organizationId, row.workflow_id);
    return toTrigger(row, origin);
  }

  async function getRow(organizationId: string, id: string): Promise<TriggerRow> {
    const row = await findTrigger(db, organizationId, id);
    if (!row) throw new AppError('not_found');
    return row;
  }

  return { list, create, update, remove };
}

function toTrigger(row: TriggerRow, origin: string): Trigger {
  return {
    id: row.id,
    workflowId: row.workflow_id,
    type: row.type,
    // The cast: the output of webhookConfigSchema or scheduleConfigSchema.
    config: row.config as Record<string, unknown>,
    secretSet: row.secret_set,
    enabled: row.enabled,
    live: row.live,
    url: row.path === null ? null : `${origin}/hooks/${row.path}`,
    nextFireAt: row.next_fire_at?.toISOString() ?? null,
    lastFiredAt: row.last_fired_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

function pathOf(parsed: ParsedConfig): string | null {
  return parsed.type === 'webhook' ? parsed.config.path : null;
}

function nextFireOf(trigger: { type: string; config: unknown }, now: Date): Date | null {
  return trigger.type === 'schedule' ? findNextFire(scheduleConfigSchema.parse(trigger.config), now) : null;
}

function tooMany(): AppError {
  const message = `a workflow can have ${MAX_TRIGGERS} triggers; remove one first`;
  return invalidTrigger([{ field: 'body', rule: 'max_triggers', message }]);
}

/** Turns the violation of the index `triggers_path` into `webhook_path_taken`. */
async function withFreePath(parsed: ParsedConfig | undefined, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const taken =
      error instanceof Error && 'constraint' in error && error.constraint === 'triggers_path' && parsed;
    if (!taken) throw error;
    const message = `another webhook has the path "${pathOf(parsed)}"; choose another`;
    throw new AppError('webhook_path_taken', {
      detail: message,
      errors: [{ field: 'body.config.path', rule: 'unique', message }],
      cause: error,
    });
  }
}
