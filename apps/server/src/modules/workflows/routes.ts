import { definitionJsonSchema, routes, type TaskTypeDescriptor, type Workflow } from '@innoflow/contracts';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { parseId, registerRoute } from '../../plugins/routes.ts';
import { etagOf, parseIfMatch } from './if-match.ts';
import type { WorkflowService } from './service.ts';

export function registerWorkflowRoutes(
  app: FastifyInstance,
  { workflows, taskTypes }: { workflows: WorkflowService; taskTypes: readonly TaskTypeDescriptor[] },
): void {
  const contracts = routes.workflows;
  const items = [...taskTypes];
  const definitionSchema = definitionJsonSchema();

  registerRoute(app, contracts.list, ({ auth, query }) => workflows.list(auth, query));

  registerRoute(app, contracts.create, async ({ auth, body, reply }) =>
    tagged(reply, await workflows.create(auth, body)),
  );

  registerRoute(app, contracts.get, async ({ auth, params, reply }) =>
    tagged(reply, await workflows.get(auth, parseId(params.id))),
  );

  registerRoute(app, contracts.update, async ({ auth, params, body, request, reply }) => {
    const ifMatch = parseIfMatch(request.headers['if-match']);
    return tagged(reply, await workflows.update(auth, parseId(params.id), body, ifMatch));
  });

  registerRoute(app, contracts.remove, ({ auth, params }) => workflows.remove(auth, parseId(params.id)));

  registerRoute(app, contracts.restore, async ({ auth, params, reply }) =>
    tagged(reply, await workflows.restore(auth, parseId(params.id))),
  );

  registerRoute(app, contracts.validate, ({ auth, params, body }) =>
    workflows.validate(auth, parseId(params.id), body?.definition),
  );

  registerRoute(app, contracts.publish, async ({ auth, params, body, request, reply }) => {
    const ifMatch = parseIfMatch(request.headers['if-match']);
    return tagged(reply, await workflows.publish(auth, parseId(params.id), body?.note, ifMatch));
  });

  registerRoute(app, contracts.versions, ({ auth, params, query }) =>
    workflows.versions(auth, parseId(params.id), query),
  );

  registerRoute(app, contracts.version, ({ auth, params }) =>
    workflows.version(auth, parseId(params.id), params.version),
  );

  registerRoute(app, contracts.diff, ({ auth, params }) =>
    workflows.diff(auth, parseId(params.id), params.a, params.b),
  );

  registerRoute(app, contracts.taskTypes, () => ({ items }));

  registerRoute(app, contracts.definitionSchema, () => definitionSchema);
}

function tagged(reply: FastifyReply, workflow: Workflow): Workflow {
  reply.header('etag', etagOf(workflow.draftRevision));
  return workflow;
}
