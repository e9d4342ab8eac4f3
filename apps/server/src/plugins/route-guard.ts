import type { Access, RouteContract } from '@innoflow/contracts';
import { routes } from '@innoflow/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { type Auth, type Authenticator, assertAccess } from './access.ts';
import type { RouteSettings } from './routes.ts';

export type RouteGuardOptions = RouteSettings & {
  authenticator: Authenticator;
  /** Refuse to boot when a contract has no handler. Tests of one module leave it out. */
  requireAllContracts?: boolean;
};

/**
 * Lets nothing be registered without saying who may call it, checks that before a body is read, and refuses to boot
 * while a contract has no handler.
 */
export const routeGuard = fp<RouteGuardOptions>(
  async (app, { authenticator, requireAllContracts, ...settings }) => {
    const contracts = new Set<RouteContract>();
    app.decorate('authenticator', authenticator);
    app.decorate('scopeAccess', null);
    app.decorate('routeSettings', settings);
    app.decorate('registeredContracts', contracts);
    app.decorateRequest('auth', null);

    app.addHook('onRoute', function (this: FastifyInstance, route) {
      const access = route.config?.access ?? this.scopeAccess;
      if (access === null) {
        throw new Error(
          `${String(route.method)} ${route.url} does not declare its access: use registerRoute with a contract, config.access or declareAccess`,
        );
      }
      route.config = { ...route.config, access };
    });

    app.addHook('onRequest', (request, _reply, done) => {
      try {
        const pending = checkAccess(request, authenticator);
        if (pending) pending.then(() => done(), done);
        else done();
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    });

    if (requireAllContracts) {
      app.addHook('onReady', async () => {
        const missing = allContracts()
          .filter((contract) => !contracts.has(contract))
          .map((contract) => `${contract.method} ${contract.path}`);
        if (missing.length > 0) throw new Error(`no handler is registered for ${missing.join(', ')}`);
      });
    }
  },
  { name: 'route-guard', fastify: '5.x' },
);

/** Every contract of the interface, in the order of its modules. */
export function allContracts(): RouteContract[] {
  return Object.values(routes).flatMap((group): RouteContract[] => Object.values(group));
}

function checkAccess(request: FastifyRequest, authenticator: Authenticator): Promise<void> | undefined {
  const access = request.routeOptions.config.access;
  // An unknown address has no access to check; the not-found handler answers it.
  if (access === undefined || access === 'public') return undefined;
  const found = authenticator.findAuth(request);
  if (found instanceof Promise) return found.then((auth) => admit(request, access, auth));
  admit(request, access, found);
  return undefined;
}

function admit(request: FastifyRequest, access: Access, auth: Auth | null): void {
  assertAccess(access, auth);
  request.auth = auth;
}
