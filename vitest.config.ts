import { resolve } from 'node:path';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

const root = import.meta.dirname;

/** Starts one database server for the whole run and provides its address; each test file makes its own database there. */
const databaseSetup = 'packages/db/src/testing/global-setup.ts';

const ignored = ['**/node_modules/**', '**/.next/**', '**/out/**', '**/data/**'];

/** Pure code: no database, no server, no browser. */
const unit: TestProjectConfiguration = {
  test: {
    name: 'unit',
    include: ['packages/{contracts,engine,tasks}/src/**/*.test.ts', 'scripts/**/*.test.ts'],
    exclude: ignored,
    environment: 'node',
    pool: 'forks',
    testTimeout: 15_000,
    hookTimeout: 15_000,
  },
};

/** Code that talks to PostgreSQL: the embedded one, or the server that TEST_DATABASE_URL names. */
const integration: TestProjectConfiguration = {
  test: {
    name: 'integration',
    include: ['packages/{db,runtime}/src/**/*.test.ts', 'apps/server/src/**/*.test.ts'],
    // The tests of the embedded server itself have nothing to say about another one.
    exclude: process.env['TEST_DATABASE_URL'] ? [...ignored, 'packages/db/src/embedded/**'] : ignored,
    environment: 'node',
    pool: 'forks',
    globalSetup: [databaseSetup],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
};

const web: TestProjectConfiguration = {
  resolve: { alias: { '@': resolve(root, 'apps/web') } },
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    name: 'web',
    include: ['apps/web/**/*.test.{ts,tsx}'],
    exclude: ignored,
    environment: 'jsdom',
    pool: 'forks',
    testTimeout: 15_000,
    hookTimeout: 15_000,
  },
};

/** Starts the product as its user does and drives it in Chromium; wants a built web (`npm run build`). */
const e2e: TestProjectConfiguration = {
  test: {
    name: 'e2e',
    include: ['tests/e2e/**/*.test.ts'],
    exclude: ignored,
    environment: 'node',
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
};

/** Kills the product again and again while it works. */
const chaos: TestProjectConfiguration = {
  test: {
    name: 'chaos',
    include: ['tests/chaos/**/*.test.ts'],
    exclude: ignored,
    environment: 'node',
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 180_000,
  },
};

export default defineConfig({
  test: {
    projects: [unit, integration, web, e2e, chaos],
    maxWorkers: 2,
    teardownTimeout: 20_000,
    coverage: { provider: 'v8', include: ['packages/*/src/**', 'apps/server/src/**'] },
  },
});
