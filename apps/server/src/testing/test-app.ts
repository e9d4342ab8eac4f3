import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { createTestDatabase } from '@innoflow/db/testing';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { pino } from 'pino';
import { buildApp } from '../app.ts';
import { parseConfig } from '../config.ts';
import { loggerOptions } from '../plugins/logging.ts';
import { createServices, type Services } from '../services.ts';

export type TestApp = {
  app: FastifyInstance;
  services: Services;
  /** Everything that was logged, as text. */
  log(): string;
  /** Registers somebody; `bearer` are the headers of their requests. */
  register(name: string): Promise<TestUser>;
  close(): Promise<void>;
};

export type TestUser = {
  email: string;
  password: string;
  userId: string;
  organizationId: string;
  accessToken: string;
  refreshToken: string;
  /** Value of the header `cookie`. */
  cookie: string;
  bearer: { authorization: string };
};

export const PASSWORD = 'correct horse battery staple';

/** The whole server on a database of its own; requests go in by `app.inject`. */
export async function createTestApp(environment: Record<string, string> = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const config = parseConfig({ NODE_ENV: 'test', LOG_LEVEL: 'debug', ...environment });
  const logger = pino(loggerOptions(config.logLevel), sink);
  const services = createServices({ config, logger, database, secretKey: randomBytes(32), exclusive: true });
  const app = await buildApp(services, null);
  await services.start();
  await app.ready();
  return {
    app,
    services,
    log: () => lines.join(''),
    async register(name) {
      const email = `${name}@example.com`;
      const response = await app.inject({
        method: 'POST',
        url: '/api/auth/register/',
        payload: { email, password: PASSWORD, username: name, name },
      });
      if (response.statusCode !== 201) throw new Error(response.body);
      const { user, organization, accessToken, refreshToken } = response.json();
      return {
        email,
        password: PASSWORD,
        userId: user.id,
        organizationId: organization.id,
        accessToken,
        refreshToken,
        cookie: cookieOf(response),
        bearer: { authorization: `Bearer ${accessToken}` },
      };
    },
    async close() {
      await app.close();
      await services.stop(0);
      await database.drop();
    },
  };
}

/** What a browser would send back. */
function cookieOf(response: LightMyRequestResponse): string {
  const header = response.headers['set-cookie'];
  return String(Array.isArray(header) ? header[0] : header).split(';', 1)[0] ?? '';
}
