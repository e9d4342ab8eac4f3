// @vitest-environment node
import type { TaskTypeDescriptor } from '@innoflow/contracts';
import { expect, test } from 'vitest';
import { createCatalog } from '../model/catalog.ts';
import { paletteGroups } from './palette-entries.ts';

const type = (name: string, title: string, help: string): TaskTypeDescriptor => ({
  type: name,
  title,
  help,
  icon: 'box',
  family: 'data',
  summary: '',
  configSchema: {},
  outcomes: ['success'],
  mainOutcome: 'success',
  kind: 'pure',
  expressions: [],
});
const catalog = createCatalog([
  type('set', 'Set values', 'Keep values.'),
  type('http.request', 'HTTP request', 'Call a service and set things there.'),
]);

test('what begins with the search comes before what only mentions it', () => {
  const [found] = paletteGroups(catalog, 'set', true);
  expect(found?.entries.map((entry) => entry.title)).toEqual(['Set values', 'Schedule', 'HTTP request']);
});

test('without a search everything is listed by family, and triggers only where they make sense', () => {
  expect(paletteGroups(catalog, '', true).map((group) => group.label)).toEqual(['Triggers', 'Data']);
  expect(paletteGroups(catalog, '', false).map((group) => group.label)).toEqual(['Data']);
});
