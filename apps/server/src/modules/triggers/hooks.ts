import { AppError } from '@innoflow/contracts';
import type { RuntimeApi, StartWait } from '@innoflow/runtime';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { declareAccess } from '../../plugins/access.ts';
import { hookAnswer } from './hook-answer.ts';
import { parseHookBody } from './hook-body.ts';
import type { Hook, HookCache } from './hook-cache.ts';
import { assertSignature } from './hook-signature.ts';

export type HookRouteOptions = {
  hooks: HookCache;
  runtime: Pick<RuntimeApi, 'startRun'>;
  /** How long a synchronous webhook waits for its answer; 202 afterwards. Default 30 s. */
  answerWithinMs?: number;
};

const NO_BODY = Buffer.alloc(0);
const COMMITTED: StartWait = { until: 'committed' };
/** Headers that are not kept with the run: they prove who somebody is (E9), or say something of the connection alone. */
const UNKEPT = new Set([
  'accept-encoding',
  'authorization',
  'connection',
  'content-length',
  'cookie',
  'keep-alive',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-api-key',
  'x-gitlab-token',
  'x-hub-signature',
  'x-hub-signature-256',
]);

/**
 * `ANY /hooks/<path>`: the hot path, thousands of calls a second. It has body parsing of its own, no schemas and no
 * database query of its own: the webhook is remembered, and the run's start is committed with those of others.
 *
 * Register it before plugins whose hooks it does not need: each of them costs every call something.
 */
export async function hookRoutes(app: FastifyInstance, options: HookRouteOptions): Promise<void> {
  const { hooks, runtime, answerWithinMs = 30_000 } = options;
  const answered: StartWait = { until: 'responded', timeoutMs: answerWithinMs };

  declareAccess(app, 'public');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/hooks/*',
    // Otherwise HEAD would start a run.
    exposeHeadRoute: false,
    async handler(request, reply) {
      const path = pathOf(request);
      const found = hooks.get(path);
      const hook = found instanceof Promise ? await found : found;
      if (hook === null) {
        throw new AppError('not_found', {
          detail: `There is no live webhook at /hooks/${path}. Check the path, that the trigger is enabled and that its workflow is published.`,
        });
      }
      return start(hook, path, request, reply);
    },
  });

  async function start(
    hook: Hook,
    path: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { headers, method, query } = request;
    const body = request.body instanceof Buffer ? request.body : NO_BODY;
    if (hook.secret !== null) assertSignature(hook.secret, headers['x-hub-signature-256'], body);
    const input = parseHookBody(headers['content-type'], body);
    hook.assertInput(input);
    const data = { method, path, query, headers: keptHeaders(headers) };
    const run = await runtime.startRun(
      {
        organizationId: hook.organizationId,
        workflowId: hook.workflowId,
        version: hook.version,
        input,
        trigger: { type: 'webhook', id: hook.triggerId, data },
        createdBy: null,
      },
      hook.sync ? answered : COMMITTED,
    );
    const answer = hookAnswer(run, hook.sync);
    return reply.code(answer.status).headers(answer.headers).send(answer.body);
  }
}

/** Without slashes at its ends: a trailing one is optional everywhere. */
function pathOf(request: FastifyRequest): string {
  // The cast: the wildcard is part of the route.
  const path = (request.params as { '*': string })['*'];
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

function keptHeaders(headers: FastifyRequest['headers']): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const name in headers) {
    if (!UNKEPT.has(name)) kept[name] = headers[name];
  }
  return kept;
}
