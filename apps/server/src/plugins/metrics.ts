import { timingSafeEqual } from 'node:crypto';
import { AppError } from '@innoflow/contracts';
import fp from 'fastify-plugin';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type MetricsOptions = {
  /** Needed as bearer token when set. */
  token: string | undefined;
  /** Runs in memory now. */
  liveRuns: () => number;
};

/** `/metrics` in the text format of Prometheus: the process, HTTP by route, runs. */
export const metricsPlugin = fp<MetricsOptions>(
  async (app, { token, liveRuns }) => {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    const durations = new Histogram({
      name: 'innoflow_http_request_duration_seconds',
      help: 'Time to answer a request, by route.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 10],
      registers: [registry],
    });
    new Gauge({
      name: 'innoflow_live_runs',
      help: 'Runs that this process holds in memory.',
      registers: [registry],
      collect() {
        this.set(liveRuns());
      },
    });
    app.addHook('onResponse', (request, reply, done) => {
      // The pattern of the route, never the address: ids would make a series each.
      const route = request.routeOptions.url ?? 'unknown';
      durations.observe(
        { method: request.method, route, status: reply.statusCode },
        reply.elapsedTime / 1000,
      );
      done();
    });
    app.get('/metrics', { config: { access: 'public' } }, async (request, reply) => {
      if (token !== undefined && !isBearer(request.headers.authorization, token)) {
        throw new AppError('unauthenticated', { detail: 'Send METRICS_TOKEN as bearer token.' });
      }
      return reply.type(registry.contentType).send(await registry.metrics());
    });
  },
  { name: 'metrics', fastify: '5.x', dependencies: ['route-guard', 'errors'] },
);

function isBearer(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
