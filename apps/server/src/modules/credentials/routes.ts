import { routes } from '@innoflow/contracts';
import type { FastifyInstance } from 'fastify';
import { parseId, registerRoute } from '../../plugins/routes.ts';
import type { CredentialService } from './service.ts';

export function registerCredentialRoutes(
  app: FastifyInstance,
  { credentials }: { credentials: CredentialService },
): void {
  const contracts = routes.credentials;
  registerRoute(app, contracts.list, ({ auth, query }) => credentials.list(auth, query));
  registerRoute(app, contracts.create, ({ auth, body }) => credentials.create(auth, body));
  registerRoute(app, contracts.update, ({ auth, params, body }) =>
    credentials.update(auth, parseId(params.id), body.value),
  );
  registerRoute(app, contracts.remove, ({ auth, params }) => credentials.remove(auth, parseId(params.id)));
}
