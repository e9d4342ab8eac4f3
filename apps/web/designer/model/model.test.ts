// @vitest-environment node
import type { DraftDefinition, TaskTypeDescriptor } from '@innoflow/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCatalog } from './catalog.ts';
import { applyChange, type Change } from './change.ts';
import { copyTasks, pasteTasks } from './clipboard.ts';
import { viewDraft } from './draft-view.ts';
import { commit, createHistory, redo, undo } from './history.ts';
import { addTask, moveTasks, removeTasks, renameTask, updateConfig, updateTask } from './task-edits.ts';
import {
  addTransition,
  reconnectTransition,
  removeTransitions,
  shiftTransition,
  updateTransition,
} from './transition-edits.ts';

const descriptor = (type: string, more: Partial<TaskTypeDescriptor> = {}): TaskTypeDescriptor => ({
  type,
  title: type,
  help: '',
  icon: 'box',
  family: 'logic',
  summary: '',
  configSchema: {},
  outcomes: ['success'],
  mainOutcome: 'success',
  kind: 'pure',
  expressions: [],
  ...more,
});
const set = descriptor('set');
const catalog = createCatalog([
  set,
  descriptor('switch', {
    mainOutcome: null,
    outcomes: ['default'],
    outcomesFrom: { list: 'cases', field: 'outcome' },
    expressions: ['cases[].when'],
  }),
]);

/** One edit as a number of small choices; what they mean depends on the draft at hand. */
type Step = { edit: number; a: number; b: number; x: number; text: string };
const steps = fc.array(
  fc.record({
    edit: fc.nat(11),
    a: fc.nat(20),
    b: fc.nat(20),
    x: fc.integer({ min: -500, max: 500 }),
    text: fc.constantFrom('a', 'b', 'set_2', 'tasks.set', '{{ tasks.set_2.output.x }}'),
  }),
  { maxLength: 25 },
);

function plan(draft: DraftDefinition, { edit, a, b, x, text }: Step): Change | undefined {
  const view = viewDraft(draft);
  const ids = [...view.taskById.keys()];
  const [one = '', two = ''] = [ids[a % ids.length], ids[b % ids.length]];
  const index = draft.transitions.length === 0 ? 0 : a % draft.transitions.length;
  const edits: (() => Change | undefined)[] = [
    () => addTask(draft, set, { x, y: b }).change,
    () => moveTasks(view, new Map([[one, { x, y: a }]])),
    () => removeTasks(draft, new Set([one, two])),
    () => updateTask(view, one, { name: text, description: undefined }),
    () => updateConfig(view, one, { values: text }, catalog),
    () => renameTask(draft, one, text, catalog),
    () =>
      one === '' ? undefined : addTransition(draft, view, { from: one, outcome: text, to: two }, catalog),
    () => updateTransition(draft, index, { when: text, on: undefined }),
    () =>
      one === ''
        ? undefined
        : reconnectTransition(draft, view, index, { from: one, outcome: text, to: two }, catalog),
    () => (draft.transitions.length > 0 ? removeTransitions([index, index]) : undefined),
    () => ({ kind: 'set', field: a % 2 ? 'input' : 'settings', value: b % 3 === 0 ? undefined : { text } }),
    () =>
      pasteTasks(
        draft,
        copyTasks(draft, new Set([one, two]), () => ({ x, y: 0 })),
        { x: 9, y: 9 },
        catalog,
      ).change,
  ];
  return edits[edit]?.() ?? shiftTransition(draft, index, 1);
}

const start: DraftDefinition = {
  schemaVersion: 1,
  settings: { timeout: '7d' },
  tasks: [
    { id: 'set', type: 'set', config: {}, note: 'unknown field' },
    'not a task',
    { id: 'set', type: 'set' },
  ],
  input: { type: 'object' },
  transitions: [{ from: 'set', to: 'nowhere' }, null],
};

test('undoing every edit gives the original document, byte for byte, and redoing them the edited one', () => {
  fc.assert(
    fc.property(steps, (list) => {
      let history = createHistory(start);
      for (const [at, step] of list.entries()) {
        const change = plan(history.present, step);
        const options = { label: 'edit', at: at * 700, ...(step.b % 2 ? { key: `key${step.a % 2}` } : {}) };
        if (change) history = commit(history, change, options);
      }
      const edited = history.present;
      const done = history.past.length;
      for (let number = 0; number < done; number++) history = undo(history);
      expect(JSON.stringify(history.present)).toBe(JSON.stringify(start));
      for (let number = 0; number < done; number++) history = redo(history);
      expect(JSON.stringify(history.present)).toBe(JSON.stringify(edited));
    }),
  );
});

test('no edit leaves a transition from or to a task that the edit took away', () => {
  fc.assert(
    fc.property(steps, (list) => {
      let draft: DraftDefinition = { tasks: [], transitions: [] };
      for (const step of list) {
        const change = plan(draft, step);
        if (change) draft = applyChange(draft, change).draft;
      }
      expect(viewDraft(draft).undrawn).toEqual([]);
    }),
  );
});

test('changes with one key in quick succession are undone together', () => {
  let history = createHistory(start);
  const rename = (name: string, at: number) => {
    const change = updateTask(viewDraft(history.present), 'set', { name });
    if (change) history = commit(history, change, { label: 'Rename', key: 'name', at });
  };
  rename('O', 0);
  rename('On', 200);
  rename('One', 5_000);
  expect(history.past).toHaveLength(2);
  expect(viewDraft(undo(history).present).taskById.get('set')?.name).toBe('On');
  expect(undo(undo(history)).present).toEqual(start);
});

test('what cannot be drawn is listed with its reason and stays in the document', () => {
  expect(viewDraft(start).undrawn).toEqual([
    { list: 'tasks', index: 1, reason: 'shape' },
    { list: 'tasks', index: 2, reason: 'duplicate' },
    { list: 'transitions', index: 0, reason: 'dangling' },
    { list: 'transitions', index: 1, reason: 'shape' },
  ]);
});

test('a new id is followed by transitions, templates, bare expressions and the output', () => {
  const draft: DraftDefinition = {
    tasks: [
      { id: 'score', type: 'set' },
      {
        id: 'route',
        type: 'switch',
        config: {
          note: 'tasks.score stays outside braces, {{ "tasks.score" & tasks.score.output & {"a": {"b": tasks.score.outcome}} }}',
          cases: [{ when: 'tasks.score.output > 1 and my.tasks.score', outcome: 'high' }],
        },
      },
    ],
    transitions: [{ from: 'score', to: 'route', when: '$$.tasks.`score`.output = tasks.scores.output' }],
    output: { value: '{{ tasks.score.output }}' },
  };
  const change = renameTask(draft, 'score', 'rating', catalog);
  expect(change && applyChange(draft, change).draft).toEqual({
    tasks: [
      { id: 'rating', type: 'set' },
      {
        id: 'route',
        type: 'switch',
        config: {
          note: 'tasks.score stays outside braces, {{ "tasks.score" & tasks.rating.output & {"a": {"b": tasks.rating.outcome}} }}',
          cases: [{ when: 'tasks.rating.output > 1 and my.tasks.score', outcome: 'high' }],
        },
      },
    ],
    transitions: [{ from: 'rating', to: 'route', when: '$$.tasks.rating.output = tasks.scores.output' }],
    output: { value: '{{ tasks.rating.output }}' },
  });
});

test('transitions follow a case of a switch whose outcome gets another name', () => {
  const draft: DraftDefinition = {
    tasks: [{ id: 'route', type: 'switch', config: { cases: [{ when: 'true', outcome: 'bug' }] } }],
    transitions: [{ from: 'route', to: 'route', on: ['bug', 'default'] }],
  };
  const config = { cases: [{ when: 'true', outcome: 'defect' }] };
  const change = updateConfig(viewDraft(draft), 'route', config, catalog);
  expect(change && applyChange(draft, change).draft.transitions).toEqual([
    { from: 'route', to: 'route', on: ['defect', 'default'] },
  ]);
});

test('copies get free ids, and their transitions and expressions point to each other', () => {
  const draft: DraftDefinition = {
    tasks: [
      { id: 'a', type: 'set', config: {} },
      { id: 'a_2', type: 'set', config: { value: '{{ tasks.a.output + tasks.other.output }}' } },
    ],
    transitions: [{ from: 'a', to: 'a_2', when: 'tasks.a.output' }],
  };
  const clipping = copyTasks(draft, new Set(['a', 'a_2']), () => ({ x: 0, y: 0 }));
  const { change, ids } = pasteTasks(draft, clipping, { x: 10, y: 20 }, catalog);
  expect(ids).toEqual(['a_3', 'a_4']);
  const pasted = applyChange(draft, change).draft;
  expect(pasted.tasks.slice(2)).toEqual([
    { id: 'a_3', type: 'set', config: {}, position: { x: 10, y: 20 } },
    {
      id: 'a_4',
      type: 'set',
      config: { value: '{{ tasks.a_3.output + tasks.other.output }}' },
      position: { x: 10, y: 20 },
    },
  ]);
  expect(pasted.transitions.slice(1)).toEqual([{ from: 'a_3', to: 'a_4', when: 'tasks.a_3.output' }]);
});

test('connecting the same outcome to the same task twice changes nothing', () => {
  const draft: DraftDefinition = {
    tasks: [
      { id: 'a', type: 'set' },
      { id: 'b', type: 'set' },
    ],
    transitions: [{ from: 'a', to: 'b' }],
  };
  const view = viewDraft(draft);
  expect(addTransition(draft, view, { from: 'a', outcome: 'success', to: 'b' }, catalog)).toBeUndefined();
  expect(addTransition(draft, view, { from: 'a', outcome: 'error', to: 'b' }, catalog)).toMatchObject({
    item: { from: 'a', to: 'b', on: 'error' },
  });
});
