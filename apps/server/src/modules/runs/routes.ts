import { routes } from '@innoflow/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseId, registerRoute } from '../../plugins/routes.ts';
import type { RunService } from './service.ts';

export function registerRunRoutes(app: FastifyInstance, { runs }: { runs: RunService }): void {
  const contracts = routes.runs;

  registerRoute(app, contracts.create, async ({ auth, params, query, body, request, reply, createdId }) => {
    const options = { startedBy: startedBy(request), wait: query.wait, id: createdId };
    const answer = await runs.start(auth, parseId(params.id), body ?? {}, options);
    reply.code('input' in answer ? 200 : 202);
    return answer;
  });

  registerRoute(app, contracts.list, ({ auth, query }) => runs.list(auth, query));

  registerRoute(app, contracts.counts, ({ auth }) => runs.counts(auth));

  registerRoute(app, contracts.get, ({ auth, params }) => runs.get(auth, parseId(params.id)));

  registerRoute(app, contracts.tasks, ({ auth, params, query }) =>
    runs.tasks(auth, parseId(params.id), query),
  );

  registerRoute(app, contracts.cancel, ({ auth, params }) => runs.cancel(auth, parseId(params.id)));

  registerRoute(app, contracts.rerun, ({ auth, params, body, request, createdId }) =>
    runs.rerun(auth, parseId(params.id), body ?? {}, { startedBy: startedBy(request), id: createdId }),
  );

  registerRoute(app, contracts.signal, ({ auth, params, body }) =>
    runs.signal(auth, parseId(params.id), body),
  );
}

/** The web comes with its session cookie, programs with a token. */
function startedBy(request: FastifyRequest): 'manual' | 'api' {
  return request.headers.authorization === undefined ? 'manual' : 'api';
}
