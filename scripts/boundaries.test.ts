import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findViolations } from './boundaries.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'innoflow-boundaries-'));
  for (const name of ['contracts', 'engine', 'tasks', 'db', 'runtime']) {
    write(`packages/${name}/package.json`, JSON.stringify({ exports: { '.': './src/index.ts' } }));
    write(`packages/${name}/src/index.ts`, `export const ${name} = 1;\n`);
  }
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function messages(): string[] {
  return findViolations(root).map(({ file, line, message }) => `${file}:${line} ${message}`);
}

test('imports along the walls of the design are accepted', () => {
  write(
    'packages/runtime/src/worker.ts',
    "import { db } from '@innoflow/db';\nimport { engine } from '@innoflow/engine';\n",
  );
  write('packages/tasks/src/catalog.ts', "import type { Plan } from '@innoflow/engine';\n");
  write('apps/web/lib/client.ts', "import { contracts } from '@innoflow/contracts';\n");
  write(
    'tests/e2e/start.test.ts',
    "import { db } from '@innoflow/db';\nimport '../../apps/server/src/app.ts';\n",
  );
  expect(messages()).toEqual([]);
});

test('an import against the allowed direction is reported with its file and line', () => {
  write('packages/contracts/src/run.ts', "// words\nimport { engine } from '@innoflow/engine';\n");
  write('apps/web/lib/data.ts', "const late = await import('@innoflow/db');\n");
  expect(messages().toSorted()).toEqual([
    'apps/web/lib/data.ts:1 apps/web may not import @innoflow/db',
    'packages/contracts/src/run.ts:2 packages/contracts may not import @innoflow/engine',
  ]);
});

test('a task type that imports more than types of the engine is reported', () => {
  write('packages/tasks/src/set.ts', "import { type Plan, engine } from '@innoflow/engine';\n");
  expect(messages()).toEqual([
    'packages/tasks/src/set.ts:1 packages/tasks may import only types of @innoflow/engine',
  ]);
});

test('an import past the exports of a package, by name or by path, is reported', () => {
  write('apps/server/src/a.ts', "import { pool } from '@innoflow/db/src/pool.ts';\n");
  write('apps/server/src/b.ts', "import type { Pool } from '../../../packages/db/src/index.ts';\n");
  expect(messages().toSorted()).toEqual([
    'apps/server/src/a.ts:1 @innoflow/db/src/pool.ts is not among the exports of @innoflow/db',
    'apps/server/src/b.ts:1 reaches into packages/db by path; import the package by its name',
  ]);
});

test("a server module may import another module's service and not its repository", () => {
  const modules = 'apps/server/src/modules';
  write(`${modules}/users/service.ts`, 'export const users = 1;\n');
  write(`${modules}/users/repository.ts`, 'export const rows = 1;\n');
  write(`${modules}/runs/service.ts`, "import { users } from '../users/service.ts';\n");
  write(`${modules}/runs/routes.ts`, "import {\n  rows,\n} from '../users/repository.ts';\n");
  expect(messages()).toEqual([
    `${modules}/runs/routes.ts:1 module runs may use the service of module users, not its repository.ts`,
  ]);
});

test('files that import each other are reported as a circle, types included', () => {
  write('packages/engine/src/a.ts', "import type { B } from './b.ts';\n");
  write('packages/engine/src/b.ts', "export { c } from './c.ts';\n");
  write('packages/engine/src/c.ts', "import { a } from './a.ts';\n");
  expect(messages()).toEqual([
    expect.stringMatching(/import circle: (packages\/engine\/src\/[abc]\.ts( ↔ )?){3}$/),
  ]);
});

test('a circle through the aliases and bare paths of the web is reported', () => {
  write('apps/web/components/list.tsx', "import { row } from './row';\n");
  write('apps/web/components/row.tsx', "import { list } from '@/components/list';\n");
  expect(messages()).toHaveLength(1);
});

test('imports in comments are not taken for imports', () => {
  write(
    'packages/contracts/src/x.ts',
    "/*\nimport { db } from '@innoflow/db';\n*/\n// import '@innoflow/db';\n",
  );
  expect(messages()).toEqual([]);
});
