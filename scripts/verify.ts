import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

const root = join(import.meta.dirname, '..');
const LONGEST_CHECK_MS = 5 * 60_000;

interface Check {
  readonly name: string;
  /** Program and arguments; programs of node_modules/.bin are named without a path. */
  readonly run: readonly string[];
}

interface Result {
  readonly name: string;
  readonly passed: boolean;
  readonly output: string;
}

/** In this order: building writes the types that the web's type check reads. */
const CHECKS: readonly Check[] = [
  // An optional package of another platform that is missing from the lock passes `npm install` and fails `npm ci`.
  {
    name: 'lock file',
    run: ['npm', 'ci', '--dry-run', '--ignore-scripts', '--no-audit', '--loglevel=error'],
  },
  { name: 'format', run: ['biome', 'check', '--error-on-warnings', '--reporter=summary', '.'] },
  { name: 'house rules', run: ['node', 'scripts/house-rules.ts'] },
  { name: 'walls and circles', run: ['node', 'scripts/boundaries.ts'] },
  { name: 'build', run: ['node', 'scripts/ensure.mjs', '--build'] },
  { name: 'lint', run: ['oxlint', '--format=unix'] },
  { name: 'types', run: ['tsc', '-p', 'tsconfig.json'] },
  { name: 'types of the web', run: ['tsc', '-p', 'apps/web', '--noEmit'] },
  { name: 'dead exports', run: ['knip', '--no-config-hints'] },
  { name: 'published schemas', run: ['node', 'scripts/published-schemas.ts'] },
  ...(existsSync(join(root, '.git'))
    ? [{ name: 'commit messages', run: ['node', 'scripts/commit-messages.ts'] }]
    : []),
];

/** npm puts node_modules/.bin first on PATH; done here too, so that `node scripts/verify.ts` works by itself. */
const env = {
  ...process.env,
  PATH: `${join(root, 'node_modules', '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
  FORCE_COLOR: '0',
};

function runCheck({ name, run: [program = '', ...args] }: Check): Promise<Result> {
  const { promise, resolve } = Promise.withResolvers<Result>();
  const child = spawn(program, args, {
    cwd: root,
    env,
    shell: process.platform === 'win32',
    timeout: LONGEST_CHECK_MS,
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.on('error', (error) => resolve({ name, passed: false, output: error.message }));
  child.on('close', (code, signal) => {
    const output = Buffer.concat(chunks).toString().trim();
    const ending = signal ? `\nended by ${signal} after ${LONGEST_CHECK_MS / 60_000} minutes` : '';
    resolve({ name, passed: code === 0, output: output + ending });
  });
  return promise;
}

const results: Result[] = [];
for (const check of CHECKS) {
  const startedAt = performance.now();
  const result = await runCheck(check);
  results.push(result);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${result.passed ? '✓' : '✗'} ${check.name.padEnd(20)} ${seconds.padStart(6)} s`);
  if (!result.passed) console.log(`${result.output.replace(/^/gm, '    ')}\n`);
}

const report = process.env.VERIFY_REPORT; // .ci/run adds these results to its own
if (report) writeFileSync(report, JSON.stringify(results));

const failed = results.filter(({ passed }) => !passed);
console.log(
  failed.length === 0
    ? `All ${results.length} checks passed.`
    : `${failed.length} of ${results.length} checks failed: ${failed.map(({ name }) => name).join(', ')}.`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
