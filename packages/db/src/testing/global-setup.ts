import type { TestProject } from 'vitest/node';
import { startTestServer } from './test-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** An administrator's connection to the server on which `createTestDatabase` works. */
    innoflowDatabaseUrl: string;
  }
}

/**
 * vitest's globalSetup: one database server for all test files. `TEST_DATABASE_URL` names one that runs
 * (PostgreSQL 15 or newer); otherwise an embedded one is started and removed afterwards.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) {
    project.provide('innoflowDatabaseUrl', given);
    return undefined;
  }
  const server = await startTestServer();
  project.provide('innoflowDatabaseUrl', server.url);
  return () => server.stop();
}
