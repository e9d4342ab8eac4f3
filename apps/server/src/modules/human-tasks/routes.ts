import { routes } from '@innoflow/contracts';
import type { FastifyInstance } from 'fastify';
import { parseId, registerRoute } from '../../plugins/routes.ts';
import type { HumanTaskService } from './service.ts';

export function registerHumanTaskRoutes(
  app: FastifyInstance,
  { humanTasks }: { humanTasks: HumanTaskService },
): void {
  const contracts = routes.inbox;

  registerRoute(app, contracts.list, ({ auth, query }) => humanTasks.list(auth, query));

  registerRoute(app, contracts.get, ({ auth, params }) => humanTasks.get(auth, parseId(params.id)));

  registerRoute(app, contracts.complete, ({ auth, params, body }) =>
    humanTasks.complete(auth, parseId(params.id), body),
  );

  registerRoute(app, contracts.claim, ({ auth, params, body }) =>
    humanTasks.claim(auth, parseId(params.id), body?.release ?? false),
  );

  registerRoute(app, contracts.delegate, ({ auth, params, body }) =>
    humanTasks.delegate(auth, parseId(params.id), body.assignees),
  );
}
