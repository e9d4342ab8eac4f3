import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { type Import, scanImports } from './imports.ts';

/** What each workspace may import of the others (DESIGN.md section 3); 'types' allows `import type` alone. */
const ALLOWED: Record<string, Record<string, 'all' | 'types'>> = {
  'packages/contracts': {},
  'packages/engine': { contracts: 'all' },
  'packages/tasks': { contracts: 'all', engine: 'types' },
  'packages/db': { contracts: 'all' },
  'packages/runtime': { contracts: 'all', engine: 'all', tasks: 'all', db: 'all' },
  'apps/server': { contracts: 'all', engine: 'all', tasks: 'all', db: 'all', runtime: 'all' },
  'apps/web': { contracts: 'all', engine: 'all' },
};

/** Files of a server module that are its own: its way to the database, and its transport. */
const MODULE_INSIDE = /(^|-)(repository|routes)\.ts$/;

export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

interface SourceFile {
  readonly path: string;
  readonly imports: readonly (Import & { readonly target: string | undefined })[];
}

const SOURCES = ['packages/*/src/**', 'apps/server/src/**', 'apps/web/**', 'tests/**', 'scripts/**'];
const SKIPPED = ['node_modules', '.next', 'out'];

function listSources(root: string): string[] {
  const patterns = SOURCES.map((pattern) => `${pattern}/*.{ts,tsx}`);
  const files = globSync(patterns, { cwd: root, exclude: (path) => SKIPPED.includes(basename(path)) });
  return files.map((file) => file.split(sep).join('/')).filter((file) => !file.endsWith('.d.ts'));
}

function workspaceOf(path: string): string {
  const [top = '', name = ''] = path.split('/');
  return top === 'packages' || top === 'apps' ? `${top}/${name}` : top;
}

/** The `exports` of a workspace package, or undefined when there is no such package. */
function exportsOf(root: string, name: string): Record<string, string> | undefined {
  const manifest = join(root, 'packages', name, 'package.json');
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).exports : undefined;
}

/** The file of this repository that an import means; undefined for everything from npm, Node and for style sheets. */
function resolveImport(root: string, from: string, specifier: string): string | undefined {
  if (specifier.startsWith('@innoflow/')) {
    const [, name = '', ...rest] = specifier.split('/');
    const target = exportsOf(root, name)?.[['.', ...rest].join('/')];
    return target && join('packages', name, target).split(sep).join('/');
  }
  const aliased = specifier.startsWith('@/') && from.startsWith('apps/web/');
  if (!aliased && !specifier.startsWith('.')) return undefined;
  const base = aliased ? join('apps/web', specifier.slice(2)) : join(dirname(from), specifier);
  const candidates = [base, `${base}.ts`, `${base}.tsx`, join(base, 'index.ts'), join(base, 'index.tsx')];
  const found = candidates.find((path) => /\.tsx?$/.test(path) && existsSync(join(root, path)));
  return (found ?? base).split(sep).join('/');
}

function checkPackageImport(root: string, path: string, { specifier, typeOnly }: Import): string | undefined {
  const [, name = '', ...rest] = specifier.split('/');
  const subpath = ['.', ...rest].join('/');
  const own = workspaceOf(path);
  if (own === `packages/${name}`) return `imports its own package as ${specifier}; use a relative path`;
  if (!exportsOf(root, name)?.[subpath]) return `${specifier} is not among the exports of @innoflow/${name}`;
  const allowed = ALLOWED[own];
  if (!allowed) return undefined; // tests and scripts may look at everything
  if (allowed[name] === undefined) return `${own} may not import @innoflow/${name}`;
  if (allowed[name] === 'types' && !typeOnly) return `${own} may import only types of @innoflow/${name}`;
  return undefined;
}

function checkRelativeImport(path: string, target: string): string | undefined {
  const own = workspaceOf(path);
  const other = workspaceOf(target);
  if (own !== other && (own in ALLOWED || other.startsWith('packages/'))) {
    return `reaches into ${other} by path; import the package by its name`;
  }
  const moduleOf = (file: string) => /^apps\/server\/src\/modules\/([^/]+)\/(.+)$/.exec(file);
  const [, ownModule] = moduleOf(path) ?? [];
  const [, otherModule, inside = ''] = moduleOf(target) ?? [];
  const crosses = ownModule !== undefined && otherModule !== undefined && ownModule !== otherModule;
  if (crosses && !path.endsWith('.test.ts') && MODULE_INSIDE.test(inside)) {
    return `module ${ownModule} may use the service of module ${otherModule}, not its ${inside}`;
  }
  return undefined;
}

/** Every group of files that import each other in a circle (Tarjan's strongly connected components). */
function findCircles(files: ReadonlyMap<string, SourceFile>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const visit = (path: string) => {
    const order = index.size;
    index.set(path, order);
    low.set(path, order);
    stack.push(path);
    for (const { target } of files.get(path)?.imports ?? []) {
      if (target === undefined || !files.has(target)) continue;
      if (!index.has(target)) visit(target);
      if (stack.includes(target)) low.set(path, Math.min(low.get(path) ?? 0, low.get(target) ?? 0));
    }
    if (low.get(path) !== order) return;
    const circle = stack.splice(stack.indexOf(path));
    const selfish = files.get(path)?.imports.some(({ target }) => target === path);
    if (circle.length > 1 || selfish) circles.push(circle.toReversed());
  };
  for (const path of files.keys()) if (!index.has(path)) visit(path);
  return circles;
}

/** Everything below `root` that breaks the walls of DESIGN.md section 3 or stands in an import circle. */
export function findViolations(root: string): Violation[] {
  const files = new Map<string, SourceFile>();
  for (const path of listSources(root)) {
    const imports = scanImports(readFileSync(join(root, path), 'utf8'));
    files.set(path, {
      path,
      imports: imports.map((one) => ({ ...one, target: resolveImport(root, path, one.specifier) })),
    });
  }
  const violations: Violation[] = [];
  for (const { path, imports } of files.values()) {
    for (const one of imports) {
      const ours = one.specifier.startsWith('@innoflow/');
      const message = ours
        ? checkPackageImport(root, path, one)
        : one.target && checkRelativeImport(path, one.target);
      if (message) violations.push({ file: path, line: one.line, message });
    }
  }
  for (const circle of findCircles(files)) {
    const [first = ''] = circle;
    violations.push({ file: first, line: 1, message: `import circle: ${circle.join(' ↔ ')}` });
  }
  return violations;
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..');
  const violations = findViolations(root);
  for (const { file, line, message } of violations)
    console.error(`${relative('.', join(root, file))}:${line} ${message}`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
