import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { TestUser } from './test-app.ts';

type Options = { headers?: Record<string, string>; query?: Record<string, string> };

/** Calls the API as somebody, with their access token. */
export class TestClient {
  readonly #app: FastifyInstance;
  readonly #headers: Record<string, string>;

  constructor(app: FastifyInstance, user: Pick<TestUser, 'bearer'> | { cookie: string }) {
    this.#app = app;
    this.#headers = 'bearer' in user ? { ...user.bearer } : { cookie: user.cookie };
  }

  get(url: string, options: Options = {}): Promise<LightMyRequestResponse> {
    return this.#send('GET', url, undefined, options);
  }
  post(url: string, body?: unknown, options: Options = {}): Promise<LightMyRequestResponse> {
    return this.#send('POST', url, body, options);
  }
  patch(url: string, body?: unknown, options: Options = {}): Promise<LightMyRequestResponse> {
    return this.#send('PATCH', url, body, options);
  }
  delete(url: string): Promise<LightMyRequestResponse> {
    return this.#send('DELETE', url, undefined, {});
  }

  /** Creates a workflow and publishes it; its id. */
  async publish(definition: object, name = 'Test'): Promise<string> {
    const created = await this.post('/api/workflows/', { name, definition });
    const { id } = created.json();
    const published = await this.post(`/api/workflows/${id}/publish/`);
    if (published.statusCode !== 200) throw new Error(published.body);
    return id;
  }

  /** Starts a run; its id. */
  async start(workflowId: string, input: unknown = {}): Promise<string> {
    const started = await this.post(`/api/workflows/${workflowId}/runs/`, { input });
    if (started.statusCode !== 202) throw new Error(started.body);
    return started.json().id;
  }

  /** The run, once its status is one of these. */
  async until(
    runId: string,
    ...statuses: string[]
  ): Promise<{ status: string; output: unknown; error: unknown }> {
    for (let tries = 0; tries < 1_000; tries += 1) {
      const run = (await this.get(`/api/runs/${runId}/`)).json();
      if (statuses.includes(run.status)) return run;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`run ${runId} did not become ${statuses.join(' or ')}`);
  }

  #send(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    body: unknown,
    { headers, query }: Options,
  ) {
    return this.#app.inject({
      method,
      url,
      headers: { ...this.#headers, ...headers },
      ...(query && { query }),
      ...(body !== undefined && { payload: body as object }), // inject takes whatever JSON can hold
    });
  }
}
