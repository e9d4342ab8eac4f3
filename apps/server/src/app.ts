import type { FastifyInstance } from 'fastify';
import { createHttpApp } from './http-app.ts';
import { registerAccountRoutes } from './modules/accounts/routes.ts';
import { registerCredentialRoutes } from './modules/credentials/routes.ts';
import { registerHumanTaskRoutes } from './modules/human-tasks/routes.ts';
import { registerRunRoutes } from './modules/runs/routes.ts';
import { registerSystemRoutes } from './modules/system/routes.ts';
import { hookRoutes } from './modules/triggers/hooks.ts';
import { registerTriggerRoutes } from './modules/triggers/routes.ts';
import { registerWorkflowRoutes } from './modules/workflows/routes.ts';
import { metricsPlugin } from './plugins/metrics.ts';
import { openapiPlugin } from './plugins/openapi.ts';
import { registerWeb, type WebOptions } from './plugins/web.ts';
import { realtimeRoutes } from './realtime/routes.ts';
import type { Services } from './services.ts';
import { version } from './version.ts';

/**
 * The whole HTTP side over the services; listening is the caller's. Without `web` there are no pages. A worker
 * answers only health checks and metrics.
 */
export async function buildApp(services: Services, web: WebOptions | null = null): Promise<FastifyInstance> {
  const { config, logger, authenticator, idempotency, runtime, registry } = services;
  const requireAllContracts = config.role !== 'worker';
  const app = await createHttpApp({ config, logger, authenticator, idempotency, requireAllContracts });
  await app.register(metricsPlugin, { token: config.metricsToken, liveRuns: () => runtime.liveRuns });
  registerSystemRoutes(app, { version, checks: services.checks });
  if (config.role === 'worker') return app;

  await app.register(openapiPlugin, { version });
  registerAccountRoutes(app, { ...services, allowedOrigins: config.allowedOrigins });
  registerCredentialRoutes(app, services);
  registerWorkflowRoutes(app, { workflows: services.workflows, taskTypes: registry.descriptors });
  registerRunRoutes(app, services);
  registerHumanTaskRoutes(app, services);
  registerTriggerRoutes(app, { triggers: services.triggers, publicUrl: config.publicUrl });
  await app.register(hookRoutes, { hooks: services.hooks, runtime });
  await app.register(realtimeRoutes, { hub: services.live });
  if (web) await registerWeb(app, web);
  return app;
}
