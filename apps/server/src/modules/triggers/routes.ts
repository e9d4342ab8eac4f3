import { routes } from '@innoflow/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseId, registerRoute } from '../../plugins/routes.ts';
import type { TriggerService } from './service.ts';

export type TriggerRouteOptions = {
  triggers: TriggerService;
  /** Under which callers reach us; without it what the request names. */
  publicUrl: string | undefined;
};

export function registerTriggerRoutes(
  app: FastifyInstance,
  { triggers, publicUrl }: TriggerRouteOptions,
): void {
  const contracts = routes.triggers;
  const base = publicUrl?.replace(/\/+$/, '');
  const originOf = (request: FastifyRequest) => base ?? `${request.protocol}://${request.host}`;

  registerRoute(app, contracts.list, async ({ auth, params, request }) => ({
    items: await triggers.list(auth, parseId(params.id), originOf(request)),
    nextCursor: null,
  }));

  registerRoute(app, contracts.create, ({ auth, params, body, request }) =>
    triggers.create(auth, parseId(params.id), body, originOf(request)),
  );

  registerRoute(app, contracts.update, ({ auth, params, body, request }) =>
    triggers.update(auth, parseId(params.id), body, originOf(request)),
  );

  registerRoute(app, contracts.remove, ({ auth, params }) => triggers.remove(auth, parseId(params.id)));
}
