import type { DraftDefinition, TaskTypeDescriptor } from '@innoflow/contracts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { TooltipProvider } from '@/components/ui/tooltip.tsx';
import { createCatalog } from '../model/catalog.ts';
import { placeProblems } from '../model/problem-places.ts';
import { selectTasks } from '../model/selection.ts';
import { type Designer, DesignerContext, DesignerFactsContext } from '../session/designer-context.ts';
import { createDesignerStore, type DesignerStore } from '../session/designer-store.ts';
import { DraftSaver } from '../session/draft-saver.ts';
import { findProblems } from '../session/find-problems.ts';
import { Inspector } from './inspector.tsx';

afterEach(cleanup);

const text = (title: string, more = {}) => ({ type: 'string', title, ...more });
const base = { help: '', icon: 'box', family: 'logic', summary: '', kind: 'pure', expressions: [] } as const;
const types: TaskTypeDescriptor[] = [
  {
    ...base,
    expressions: [],
    type: 'http.request',
    title: 'HTTP request',
    kind: 'effect',
    outcomes: ['success', 'error'],
    mainOutcome: 'success',
    configSchema: {
      type: 'object',
      required: ['url'],
      additionalProperties: false,
      properties: {
        url: text('Address', { minLength: 1, maxLength: 8192 }),
        method: { title: 'Method', enum: ['GET', 'POST'], type: 'string', default: 'GET' },
      },
    },
  },
  {
    ...base,
    type: 'switch',
    title: 'Switch',
    outcomes: ['default'],
    outcomesFrom: { list: 'cases', field: 'outcome' },
    mainOutcome: null,
    expressions: ['cases[].when'],
    configSchema: {
      type: 'object',
      required: ['cases'],
      additionalProperties: false,
      properties: {
        cases: {
          type: 'array',
          title: 'Cases',
          items: {
            type: 'object',
            required: ['when', 'outcome'],
            properties: { when: text('When', { widget: 'expression' }), outcome: text('Outcome') },
          },
        },
      },
    },
  },
  {
    ...base,
    expressions: [],
    type: 'approval',
    title: 'Approval',
    kind: 'wait',
    outcomes: ['approved', 'rejected', 'timeout'],
    mainOutcome: 'approved',
    configSchema: {
      type: 'object',
      properties: {
        assignees: { type: 'array', title: 'Who decides', items: { type: 'string' }, widget: 'assignees' },
        dueIn: text('Due in', { widget: 'duration' }),
      },
    },
  },
];
const catalog = createCatalog(types);

/** The inspector on a real store with one task selected; problems are found as in the designer. */
function openTask(draft: DraftDefinition, id: string): DesignerStore {
  const store = createDesignerStore(draft, catalog);
  store.select(selectTasks([id]));
  const never = () => Promise.reject(new Error('nothing is saved in this test'));
  const saver = new DraftSaver(1, {
    send: never,
    read: never,
    isConflict: () => false,
    onState: () => {},
    onSaved: () => {},
  });
  const designer: Designer = { workflowId: 'w', store, saver, catalog, readOnly: false };
  const facts = {
    problems: placeProblems(findProblems(draft, catalog, undefined)),
    triggers: [],
    secrets: [],
  };
  render(
    <QueryClientProvider client={new QueryClient()}>
      <TooltipProvider>
        <DesignerContext value={designer}>
          <DesignerFactsContext value={facts}>
            <Inspector />
          </DesignerFactsContext>
        </DesignerContext>
      </TooltipProvider>
    </QueryClientProvider>,
  );
  return store;
}

const draftOf = (store: DesignerStore) => store.getState().history.present;

test('what is typed into a field stands in the draft, and one undo takes it back', async () => {
  const store = openTask(
    { tasks: [{ id: 'call', type: 'http.request', config: {} }], transitions: [] },
    'call',
  );
  await userEvent.type(screen.getByLabelText('Address'), 'https://x.test');
  expect(draftOf(store).tasks).toEqual([
    { id: 'call', type: 'http.request', config: { url: 'https://x.test' } },
  ]);
  store.undo();
  expect(draftOf(store).tasks).toEqual([{ id: 'call', type: 'http.request', config: {} }]);
});

test('a problem of a config stands at its field', () => {
  openTask({ tasks: [{ id: 'call', type: 'http.request', config: {} }], transitions: [] }, 'call');
  expect(screen.getByLabelText('Address').getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByLabelText('Address')).toHaveProperty('tagName', 'INPUT');
});

test('a new id is followed by what names the task, and a taken one is refused in words', async () => {
  const draft: DraftDefinition = {
    tasks: [
      { id: 'call', type: 'http.request', config: { url: 'https://x.test' } },
      { id: 'next', type: 'http.request', config: { url: '{{ tasks.call.output.url }}' } },
    ],
    transitions: [{ from: 'call', to: 'next' }],
  };
  const store = openTask(draft, 'call');
  const id = screen.getByLabelText('Id');
  await userEvent.clear(id);
  await userEvent.type(id, 'next');
  expect(screen.getByText('Another task has the id next.')).toBeDefined();
  await userEvent.type(id, 'er{Enter}');
  expect(draftOf(store)).toEqual({
    tasks: [
      { id: 'nexter', type: 'http.request', config: { url: 'https://x.test' } },
      { id: 'next', type: 'http.request', config: { url: '{{ tasks.nexter.output.url }}' } },
    ],
    transitions: [{ from: 'nexter', to: 'next' }],
  });
});

test('cases are added and filled in, and an expression that does not parse is said at once', async () => {
  const store = openTask({ tasks: [{ id: 'route', type: 'switch', config: {} }], transitions: [] }, 'route');
  await userEvent.click(screen.getByRole('button', { name: 'Add case' }));
  const first = within(screen.getByRole('group', { name: 'Case 1' }));
  await userEvent.type(first.getByLabelText('When'), 'input.amount >');
  expect(first.getByRole('status').textContent).not.toBe('');
  await userEvent.type(first.getByLabelText('When'), ' 5');
  expect(first.queryByRole('status')).toBeNull();
  await userEvent.type(first.getByLabelText('Outcome'), 'large');
  expect(draftOf(store).tasks).toEqual([
    { id: 'route', type: 'switch', config: { cases: [{ when: 'input.amount > 5', outcome: 'large' }] } },
  ]);
});

test('people are understood with and without "user:", and a duration is read back in words', async () => {
  const store = openTask({ tasks: [{ id: 'ask', type: 'approval' }], transitions: [] }, 'ask');
  await userEvent.type(screen.getByLabelText(/Who decides/), 'ada@example.com, admin{Enter}');
  await userEvent.type(screen.getByLabelText(/Due in/), '90m');
  expect(screen.getByText('1 h 30 min')).toBeDefined();
  expect(draftOf(store).tasks).toEqual([
    {
      id: 'ask',
      type: 'approval',
      config: { assignees: ['user:ada@example.com', 'role:admin'], dueIn: '90m' },
    },
  ]);
});

test('a task of an unknown type can still be named and deleted', async () => {
  const store = openTask(
    { tasks: [{ id: 'odd', type: 'no.such.type', config: { a: 1 } }], transitions: [] },
    'odd',
  );
  await userEvent.type(screen.getByLabelText('Name'), 'Odd');
  expect(draftOf(store).tasks).toEqual([{ id: 'odd', type: 'no.such.type', config: { a: 1 }, name: 'Odd' }]);
  await userEvent.click(screen.getByRole('button', { name: 'Delete task' }));
  expect(draftOf(store).tasks).toEqual([]);
});

test('values of earlier tasks are put where the cursor stands', async () => {
  const draft: DraftDefinition = {
    tasks: [
      { id: 'ask', type: 'approval' },
      { id: 'call', type: 'http.request', config: { url: 'https://x.test/' } },
    ],
    transitions: [{ from: 'ask', to: 'call' }],
  };
  const store = openTask(draft, 'call');
  await userEvent.click(screen.getByRole('button', { name: 'Insert a value' }));
  await userEvent.click(screen.getByRole('menuitem', { name: /tasks\.ask\.outcome/ }));
  expect(draftOf(store).tasks[1]).toMatchObject({
    config: { url: 'https://x.test/{{ tasks.ask.outcome }}' },
  });
});
