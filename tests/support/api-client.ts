import {
  type DefinitionInput,
  type HumanTask,
  type ProblemDetails,
  problemDetailsSchema,
  type RouteBodyInput,
  type RouteContract,
  type RouteParamsInput,
  type RouteQueryInput,
  type RouteResult,
  type Run,
  routes,
  type Session,
  type TaskRun,
  type Trigger,
  type Workflow,
} from '@innoflow/contracts';

export type Answer = { status: number; headers: Headers; body: unknown };

type CallOptions<R extends RouteContract> = {
  params?: RouteParamsInput<R>;
  query?: RouteQueryInput<R>;
  body?: RouteBodyInput<R>;
};

/** A refusal, with the problem document that the server answered. */
export class Refusal extends Error {
  readonly problem: ProblemDetails;
  constructor(request: string, problem: ProblemDetails) {
    super(`${request}: ${problem.status} ${problem.code}: ${problem.detail ?? problem.title}`);
    this.name = 'Refusal';
    this.problem = problem;
  }
}

/** Well below the five minutes of an access token. */
const TOKEN_USED_MS = 240_000;

/** The API as a program uses it: over HTTP, with a bearer token that is renewed in time. */
export class ApiClient {
  readonly url: string;
  #session: Session | undefined;
  #renewAt = Infinity;
  #renewing: Promise<Session> | undefined;

  constructor(url: string) {
    this.url = url;
  }

  get session(): Session {
    if (!this.#session) throw new Error('register or log in first');
    return this.#session;
  }

  /** Registers somebody new with an organization of their own, and goes on as them. */
  async register(email = `ada-${crypto.randomUUID()}@example.com`): Promise<Session> {
    const body = { email, password: 'correct horse battery', name: 'Ada Lovelace' };
    return this.#keep(await this.call(routes.auth.register, { body }));
  }

  async login(email: string, password = 'correct horse battery'): Promise<Session> {
    return this.#keep(await this.call(routes.auth.login, { body: { email, password } }));
  }

  createWorkflow(name: string, definition: DefinitionInput): Promise<Workflow> {
    return this.call(routes.workflows.create, {
      body: { name, definition: { transitions: [], ...definition } },
    });
  }

  publish(workflowId: string): Promise<Workflow> {
    return this.call(routes.workflows.publish, { params: { id: workflowId } });
  }

  /** Creates and publishes. */
  async publishNew(name: string, definition: DefinitionInput): Promise<Workflow> {
    const { id } = await this.createWorkflow(name, definition);
    return this.publish(id);
  }

  addWebhook(
    workflowId: string,
    config: { path: string; mode?: 'async' | 'sync'; secret?: string },
  ): Promise<Trigger> {
    return this.call(routes.triggers.create, {
      params: { id: workflowId },
      body: { type: 'webhook', config },
    });
  }

  startRun(workflowId: string, input?: unknown): Promise<{ id: string }> {
    return this.call(routes.runs.create, { params: { id: workflowId }, body: { input } });
  }

  getRun(id: string): Promise<Run> {
    return this.call(routes.runs.get, { params: { id } });
  }

  async getTaskRuns(id: string): Promise<TaskRun[]> {
    return (await this.call(routes.runs.tasks, { params: { id }, query: { limit: 1000 } })).items;
  }

  /** The whole inbox, page by page. */
  async getInbox(): Promise<HumanTask[]> {
    const tasks: HumanTask[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await this.call(routes.inbox.list, { query: { limit: 100, cursor } });
      tasks.push(...page.items);
      cursor = page.nextCursor;
    }
    return tasks;
  }

  decide(humanTaskId: string, outcome: 'approved' | 'rejected', comment?: string): Promise<HumanTask> {
    return this.call(routes.inbox.complete, { params: { id: humanTaskId }, body: { outcome, comment } });
  }

  /** Calls a route of the contracts. Throws `Refusal` for anything but a success. */
  async call<R extends RouteContract>(route: R, options: CallOptions<R> = {}): Promise<RouteResult<R>> {
    if (Date.now() > this.#renewAt && route.path !== routes.auth.login.path) await this.#renew();
    const path = addressOf(route.path, options.params, options.query);
    const answer = await this.send(route.method, path, { body: options.body });
    if (answer.status >= 400) {
      throw new Refusal(`${route.method} ${path}`, problemDetailsSchema.loose().parse(answer.body));
    }
    // The cast: the server checks its answers against these schemas where its own tests run.
    return answer.body as RouteResult<R>;
  }

  /** Any request, and whatever is answered. A body that is no text is sent as JSON. */
  async send(
    method: string,
    path: string,
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const token = this.#session?.accessToken;
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(60_000),
    });
    const text = await response.text();
    const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  async #renew(): Promise<void> {
    this.#renewing ??= this.login(this.session.user.email).finally(() => (this.#renewing = undefined));
    await this.#renewing;
  }

  #keep(session: Session): Session {
    this.#session = session;
    this.#renewAt = Date.now() + Math.min(TOKEN_USED_MS, session.expiresIn * 800);
    return session;
  }
}

function addressOf(path: string, params: unknown, query: unknown): string {
  const values = new Map(Object.entries(params ?? {}));
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(values.get(name))));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null) search.set(name, String(value));
  }
  return search.size > 0 ? `${filled}?${search.toString()}` : filled;
}
