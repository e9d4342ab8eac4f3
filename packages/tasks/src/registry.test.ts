import { expect, test } from 'vitest';
import { builtInTasks } from './built-in-tasks.ts';
import { createTaskRegistry } from './registry.ts';

const registry = createTaskRegistry(builtInTasks);

/** Every field of a JSON Schema, in objects and lists too. */
function fieldsOf(schema: unknown, path: string): { path: string; field: Record<string, unknown> }[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const properties = 'properties' in schema && typeof schema.properties === 'object' ? schema.properties : {};
  const own = Object.entries(properties ?? {}).flatMap(([name, field]) => [
    { path: `${path}.${name}`, field },
    ...fieldsOf(field, `${path}.${name}`),
  ]);
  return 'items' in schema ? [...own, ...fieldsOf(schema.items, `${path}[]`)] : own;
}

const fields = registry.descriptors.flatMap(({ type, configSchema }) => fieldsOf(configSchema, type));

test('the types of step 1 are there', () => {
  expect(registry.descriptors.map(({ type }) => type).toSorted()).toEqual([
    'approval',
    'condition',
    'delay',
    'email.send',
    'end',
    'http.request',
    'set',
    'switch',
    'wait.event',
    'webhook.respond',
  ]);
});

test.each(registry.descriptors.map((descriptor) => [descriptor.type, descriptor] as const))(
  '%s has what the palette and the card need',
  (_type, { title, help, icon, outcomes, mainOutcome, kind }) => {
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(help).toMatch(/^[A-Z].*\.$/);
    expect(help.length).toBeLessThanOrEqual(90);
    expect(icon).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
    expect(outcomes.length > 0).toBe(kind !== 'end');
    if (mainOutcome !== null) expect(outcomes).toContain(mainOutcome);
  },
);

test.each(fields)('$path has a title and a description for its form field', ({ field }) => {
  expect(field['title']).toMatch(/^[A-Z]/);
  expect(field['description']).toMatch(/^[A-Z].*\.$/s);
});

test('fields that are bare expressions are those with the expression widget', () => {
  const inSchemas = fields.filter(({ field }) => field['widget'] === 'expression').map(({ path }) => path);
  const declared = registry.descriptors.flatMap(({ type, expressions }) =>
    expressions.map((path) => `${type}.${path}`),
  );
  expect(declared.toSorted()).toEqual(inSchemas.toSorted());
});

test('a descriptor is plain JSON', () => {
  expect(JSON.parse(JSON.stringify(registry.descriptors))).toEqual(registry.descriptors);
});

test('a card names only fields that the config has', () => {
  const paths = new Set(fields.map(({ path }) => path));
  const named = registry.descriptors.flatMap(({ type, summary }) =>
    [...summary.matchAll(/\{(\w+)\}/g)].map((match) => `${type}.${match[1]}`),
  );
  expect(named.filter((path) => !paths.has(path))).toEqual([]);
});

test.each([
  ['http.request', { url: 'https://x.org', expect: { status: ['2xx', 404] }, headers: { a: 1 } }],
  ['email.send', { to: 'Ada "The First" <ada@x.org>, bob@y.org', subject: 'a\nb', attachments: [] }],
  ['approval', { title: 'A', assignees: 'role:admin, role:manager' }],
  ['delay', { until: 1_801_386_000_000 }],
  ['webhook.respond', { headers: { a: 1 } }],
])('a parsed config of %s from the journal parses to the same again', (type, config) => {
  const schema = registry.get(type).config;
  const parsed = schema.parse(config);
  expect(schema.parse(JSON.parse(JSON.stringify(parsed)))).toEqual(parsed);
});

test('an unknown type is not found, and getting it names those that there are', () => {
  expect(registry.find('fax.send')).toBeUndefined();
  expect(() => registry.get('fax.send')).toThrow(
    'task type "fax.send" is not registered; there are condition',
  );
});

test('two types of one name are refused', () => {
  expect(() => createTaskRegistry([...builtInTasks, ...builtInTasks])).toThrow('registered twice');
});
