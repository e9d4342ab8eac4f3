import { ensurePartitions, type OpenedDatabase } from '@innoflow/db';
import { MemoryDispatcher, PostgresPlans, PostgresStore, Runtime } from '@innoflow/runtime';
import { builtInTasks, createGuardedFetch, createMailer, createTaskRegistry } from '@innoflow/tasks';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { Maintenance } from './maintenance.ts';
import { createAuthenticator } from './modules/accounts/authenticator.ts';
import { createIdentity } from './modules/accounts/identity.ts';
import { createAccountService } from './modules/accounts/service.ts';
import { createSessionCookie } from './modules/accounts/session-cookie.ts';
import { SessionMemory } from './modules/accounts/session-memory.ts';
import { deleteExpiredSessions } from './modules/accounts/session-repository.ts';
import { createSecretStore } from './modules/credentials/secret-store.ts';
import { createCredentialService } from './modules/credentials/service.ts';
import { createHumanTaskService } from './modules/human-tasks/service.ts';
import { createRunService } from './modules/runs/service.ts';
import type { ReadinessChecks } from './modules/system/routes.ts';
import { HookCache } from './modules/triggers/hook-cache.ts';
import { createHookLoader } from './modules/triggers/hook-loader.ts';
import { rescheduleWorkflow } from './modules/triggers/reschedule.ts';
import { Scheduler } from './modules/triggers/scheduler.ts';
import { createTriggerService } from './modules/triggers/service.ts';
import { createWorkflowService } from './modules/workflows/service.ts';
import { createIdempotencyStore } from './plugins/idempotency.ts';
import { LiveHub } from './realtime/hub.ts';
import { deriveKey } from './secret-key.ts';

export type ServiceOptions = {
  config: Config;
  logger: Logger;
  database: Pick<OpenedDatabase, 'pool' | 'kysely'>;
  /** The installation's secret, from which all keys are derived. */
  secretKey: Buffer;
  /** No other worker can be on this database. */
  exclusive: boolean;
};

export type Services = ReturnType<typeof createServices>;

/** The composition root: every part of the server, built and connected, nothing started. */
export function createServices({ config, logger, database, secretKey, exclusive }: ServiceOptions) {
  const { pool, kysely: db } = database;

  const accessTokenKey = deriveKey(secretKey, 'access-token');
  const identitySecret = deriveKey(secretKey, 'identity').toString('base64url');
  const { allowedOrigins, frontendUrl, secureCookies, registration } = config;
  const memory = new SessionMemory();
  const cookie = createSessionCookie(identitySecret, secureCookies);
  const authenticator = createAuthenticator({ db, accessTokenKey, cookie, memory, allowedOrigins });
  const identity = createIdentity({
    db,
    secret: identitySecret,
    frontendUrl,
    secureCookies,
    trustedOrigins: allowedOrigins,
    logger,
  });
  const refreshTokenKey = deriveKey(secretKey, 'refresh-token');
  const accounts = createAccountService({
    db,
    identity,
    memory,
    accessTokenKey,
    refreshTokenKey,
    registration,
  });

  const secrets = createSecretStore({ db, masterKey: deriveKey(secretKey, 'credentials') });
  const credentials = createCredentialService({ db, secrets });

  const registry = createTaskRegistry(builtInTasks);
  const guarded = createGuardedFetch({ allowPrivate: config.allowPrivateNetwork });
  const mailer = createMailer({ url: config.mail.smtpUrl, from: config.mail.from });
  const runtime = new Runtime({
    store: new PostgresStore(pool),
    plans: new PostgresPlans(pool, registry.descriptors),
    registry,
    secrets,
    effects: { fetch: guarded.fetch, sendMail: (message, options) => mailer.sendMail(message, options) },
    dispatcher: new MemoryDispatcher(),
    logger,
    exclusive,
  });

  // A change of a workflow or of its triggers: what was remembered of webhooks and schedules is read again.
  const onChanged = (organizationId: string, workflowId: string) => {
    hooks.clear();
    scheduler.poke();
    live.workflowChanged(organizationId, workflowId);
  };
  const workflows = createWorkflowService({
    db,
    taskTypes: registry.descriptors,
    findCredentialNames: (organizationId) => credentials.names(organizationId),
    reschedule: rescheduleWorkflow,
    onChanged,
  });
  const runs = createRunService({ db, runtime, workflows });
  const humanTasks = createHumanTaskService({
    db,
    runtime,
    runs,
    onChanged: (...change) => live.humanTaskChanged(...change),
  });
  const triggers = createTriggerService({ db, workflows, secrets, onChanged });
  const hooks = new HookCache(createHookLoader({ db, workflows, secrets }));
  const scheduler = new Scheduler({ db, runtime, logger });
  const live = new LiveHub({ runs, workflows, humanTasks, logger });
  runtime.onCommitted((changes) => live.committed(changes));

  const idempotency = createIdempotencyStore(db);
  const maintenance = new Maintenance(logger, [
    () => idempotency.dropOld(),
    () => deleteExpiredSessions(db),
    async () => void (await ensurePartitions(pool, new Date())),
  ]);

  let working = false;
  const checks: ReadinessChecks = {
    database: async () => {
      await pool.query('select 1');
    },
    worker: async () => {
      if (!working) throw new Error('the worker is not started, or stops');
    },
  };

  return {
    config,
    logger,
    pool,
    db,
    accessTokenKey,
    authenticator,
    cookie,
    identity,
    accounts,
    secrets,
    credentials,
    registry,
    runtime,
    workflows,
    runs,
    humanTasks,
    triggers,
    hooks,
    live,
    idempotency,
    checks,

    async start(): Promise<void> {
      if (exclusive) await idempotency.abandonUnfinished();
      await runtime.start();
      scheduler.start();
      live.start();
      maintenance.start();
      working = true;
    },
    /** Effects under way may take `graceMs` to end; the runs go on at the next start. */
    async stop(graceMs?: number): Promise<void> {
      working = false;
      maintenance.stop();
      live.stop();
      await scheduler.stop();
      await runtime.stop(graceMs);
      mailer.close();
      await guarded.close();
    },
  };
}
