import { type DefinitionInput, definitionSchema, versionDiffSchema } from '@innoflow/contracts';
import { describe, expect, it } from 'vitest';
import { type DefinitionDiff, diffDefinitions } from './diff.ts';

const base: DefinitionInput = {
  tasks: [
    { id: 'a', type: 'set', config: { values: { x: 1, list: [1, { y: 2 }] } }, position: { x: 1, y: 1 } },
    { id: 'b', type: 'set', config: {} },
  ],
  transitions: [
    { from: 'a', to: 'b', when: 'input.x', on: ['success', 'error'] },
    { from: 'a', to: 'b', otherwise: true },
  ],
  settings: { timeout: '1h' },
};

function diff(after: DefinitionInput, before = base): DefinitionDiff {
  return diffDefinitions(definitionSchema.parse(before), definitionSchema.parse(after));
}

const none: DefinitionDiff = {
  tasks: { added: [], removed: [], changed: [] },
  transitions: { added: [], removed: [] },
  definition: [],
};

describe('the difference of two definitions', () => {
  it('is empty for the same meaning written differently', () => {
    const [a, b] = base.tasks;
    const [first, second] = base.transitions ?? [];
    const after = {
      ...base,
      tasks: [
        { ...b, id: 'b', type: 'set', join: 'all' as const },
        { ...a, id: 'a', type: 'set', position: { x: 9, y: 9 } },
      ],
      transitions: [
        { ...second, from: 'a', to: 'b' },
        { ...first, from: 'a', to: 'b', on: ['error', 'success'] },
      ],
    };
    expect(diff(after)).toEqual(none);
  });

  it('names tasks that came and went', () => {
    const after = { ...base, tasks: [...base.tasks.slice(0, 1), { id: 'c', type: 'end' }] };
    expect(diff(after).tasks).toEqual({ added: ['c'], removed: ['b'], changed: [] });
  });

  it('tells each changed field of a task, with null for what is not there', () => {
    const after: DefinitionInput = {
      ...base,
      tasks: [
        { id: 'a', type: 'delay', config: { values: { list: [1, { y: 3 }], z: null } }, timeout: '5s' },
        { id: 'b', type: 'set', config: {} },
      ],
    };
    expect(diff(after).tasks.changed).toEqual([
      {
        taskId: 'a',
        fields: [
          { field: 'type', before: 'set', after: 'delay' },
          { field: 'config.values.x', before: 1, after: null },
          { field: 'config.values.list[1].y', before: 2, after: 3 },
          { field: 'config.values.z', before: null, after: null },
          { field: 'timeout', before: null, after: '5s' },
        ],
      },
    ]);
  });

  it('tells a list of another length as a whole', () => {
    const after = {
      ...base,
      tasks: [
        { id: 'a', type: 'set', config: { values: { x: 1, list: [1] } } },
        { id: 'b', type: 'set' },
      ],
    };
    expect(diff(after).tasks.changed[0]?.fields).toEqual([
      { field: 'config.values.list', before: [1, { y: 2 }], after: [1] },
    ]);
  });

  it('tells transitions that came and went, equal ones one by one', () => {
    const twice = { from: 'b', to: 'a' };
    const before = { ...base, transitions: [twice, twice] };
    const after = { ...base, transitions: [twice, { from: 'b', to: 'a', on: 'error' }] };
    expect(diff(after, before).transitions).toEqual({
      added: [{ from: 'b', to: 'a', on: 'error' }],
      removed: [twice],
    });
  });

  it('tells a new order of transitions only where the first that holds is taken', () => {
    const reversed = { ...base, transitions: (base.transitions ?? []).toReversed() };
    expect(diff(reversed)).toEqual(none);
    const first = (definition: DefinitionInput): DefinitionInput => ({
      ...definition,
      tasks: definition.tasks.map((task) => ({ ...task, split: 'first' })),
    });
    expect(diff(first(reversed), first(base)).tasks.changed).toEqual([
      { taskId: 'a', fields: [{ field: 'transitions', before: ['b', 'b'], after: ['b', 'b'] }] },
    ]);
  });

  it('tells changed settings, input and output', () => {
    const after = { ...base, settings: { timeout: '2h', timezone: 'Europe/Berlin' }, output: { x: 1 } };
    expect(diff(after).definition).toEqual([
      { field: 'settings.timeout', before: '1h', after: '2h' },
      { field: 'settings.timezone', before: null, after: 'Europe/Berlin' },
      { field: 'output', before: null, after: { x: 1 } },
    ]);
  });

  it('has the shape of the contract', () => {
    expect(versionDiffSchema.parse({ from: 1, to: 2, ...diff({ tasks: [] }) }).tasks.removed).toEqual([
      'a',
      'b',
    ]);
  });
});
