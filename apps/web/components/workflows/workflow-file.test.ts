import { expect, test } from 'vitest';
import { parseWorkflowFile } from './workflow-file.ts';

const definition = { schemaVersion: 1, tasks: [{ id: 'a', type: 'set' }], transitions: [] };

test('an exported workflow brings its name and description', () => {
  const text = JSON.stringify({ name: ' Intake ', description: 'For tickets', definition });
  expect(parseWorkflowFile(text)).toEqual({
    ok: true,
    file: { name: 'Intake', description: 'For tickets', definition },
  });
});

test('a bare definition is taken without a name', () => {
  expect(parseWorkflowFile(JSON.stringify(definition))).toEqual({ ok: true, file: { definition } });
});

test('a definition without transitions has none', () => {
  expect(parseWorkflowFile('{"tasks":[]}')).toEqual({
    ok: true,
    file: { definition: { tasks: [], transitions: [] } },
  });
});

test.each([
  ['{"tasks":', 'This is not valid JSON'],
  ['{"tasks":{}}', '"tasks" and "transitions" are lists'],
  ['[]', '"name" and "definition"'],
  ['', 'This is not valid JSON'],
])('%j is refused in words', (text, words) => {
  const parsed = parseWorkflowFile(text);
  expect(parsed.ok ? '' : parsed.message).toContain(words);
});
