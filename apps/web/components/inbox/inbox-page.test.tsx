import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { CompleteHumanTask, HumanTaskDetail } from '@innoflow/contracts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useSyncExternalStore } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TooltipProvider } from '@/components/ui/tooltip.tsx';
import { InboxPage } from './inbox-page.tsx';

// Next's router lives in its own runtime; here the address bar alone stands in for it. Like Next, it follows the history
vi.mock('next/navigation', () => {
  const changed = new EventTarget();
  const replaceState = history.replaceState.bind(history);
  history.replaceState = (...parts) => {
    replaceState(...parts);
    changed.dispatchEvent(new Event('change'));
  };
  const search = () => location.search;
  const subscribe = (listener: () => void) => {
    changed.addEventListener('change', listener);
    return () => changed.removeEventListener('change', listener);
  };
  return {
    usePathname: () => '/inbox',
    useSearchParams: () => new URLSearchParams(useSyncExternalStore(subscribe, search)),
  };
});

// a busy machine may take its time
configure({ asyncUtilTimeout: 10_000 });

const person = {
  id: 'u1',
  email: 'ada@example.com',
  username: null,
  name: 'Ada',
  isSuperuser: false,
  createdAt: '',
};
const organization = { id: 'o1', name: 'Engines', role: 'owner' };
const realFetch = globalThis.fetch;

let server: Server;
let tasks: HumanTaskDetail[];
let decided: { id: string; body: CompleteHumanTask }[];

function humanTask(id: string, title: string, form: unknown = null): HumanTaskDetail {
  return {
    id,
    workflowId: 'w',
    workflowName: 'Expenses',
    runId: 'r',
    taskId: 'review',
    type: 'approval',
    title,
    description: '',
    assignees: [],
    form,
    outcomes: ['approved', 'rejected'],
    status: 'open',
    dueAt: null,
    outcome: null,
    values: null,
    comment: null,
    claimedBy: null,
    decidedBy: null,
    decidedAt: null,
    createdAt: new Date().toISOString(),
    runInput: { amount: 12 },
    before: [],
  };
}

/** Speaks the contracts of the inbox. */
function answer(method: string, path: string, body: string): unknown {
  if (path === '/api/auth/me/') return { user: person, organization, organizations: [organization] };
  if (path === '/api/inbox/')
    return { items: tasks.filter(({ status }) => status === 'open'), nextCursor: null };
  const [, id, action] = /^\/api\/human-tasks\/(\w+)\/(\w*)/.exec(path) ?? [];
  const found = tasks.find((each) => each.id === id);
  if (!found || !id) throw new Error(`nothing at ${method} ${path}`);
  if (action === 'complete') {
    decided.push({ id, body: JSON.parse(body) });
    found.status = 'completed';
  }
  if (action === 'claim') {
    found.claimedBy = JSON.parse(body).release ? null : { id: person.id, name: person.name };
  }
  return found;
}

beforeEach(async () => {
  decided = [];
  tasks = [humanTask('t1', 'Laptop for Grace'), humanTask('t2', 'Train to Turin'), humanTask('t3', 'Lunch')];
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const path = request.url?.split('?')[0] ?? '';
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer(request.method ?? '', path, body)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server has one
  globalThis.fetch = (input, options) =>
    // jsdom's signals are not those of Node's fetch
    realFetch(new URL(String(input instanceof Request ? input.url : input), `http://127.0.0.1:${port}`), {
      ...options,
      signal: null,
    });
  history.replaceState(null, '', '/inbox');
});

afterEach(async () => {
  cleanup();
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  globalThis.fetch = realFetch;
});

async function open() {
  const { unmount } = render(
    <QueryClientProvider client={new QueryClient()}>
      <TooltipProvider>
        <InboxPage />
      </TooltipProvider>
    </QueryClientProvider>,
  );
  await screen.findByRole('heading', { name: 'Laptop for Grace' });
  return { user: userEvent.setup(), unmount };
}

const list = () => within(screen.getByRole('region', { name: 'Inbox' }));
const detail = () => within(screen.getByRole('region', { name: 'Task' }));

test('"a" approves the task that is open, takes it from the list and opens the next', async () => {
  const { user } = await open();
  await user.keyboard('a');
  await screen.findByRole('heading', { name: 'Train to Turin' });
  expect(list().queryByText('Laptop for Grace')).toBeNull();
  expect(screen.getByText('Approved')).toBeTruthy();
  expect(decided).toEqual([]);
});

test('"z" takes the last decision back, with its comment, and nothing is sent', async () => {
  const { user, unmount } = await open();
  await user.type(detail().getByLabelText(/^Comment/), 'Too expensive');
  await user.click(document.body);
  await user.keyboard('r');
  await screen.findByRole('heading', { name: 'Train to Turin' });
  await user.keyboard('z');
  await screen.findByRole('heading', { name: 'Laptop for Grace' });
  expect(detail().getByLabelText<HTMLTextAreaElement>(/^Comment/).value).toBe('Too expensive');
  expect(screen.queryByText('Rejected')).toBeNull();
  unmount();
  expect(decided).toEqual([]);
});

test('leaving the inbox sends the decisions that still wait', async () => {
  const { user, unmount } = await open();
  await user.keyboard('a');
  await screen.findByRole('heading', { name: 'Train to Turin' });
  await user.keyboard('r');
  await screen.findByRole('heading', { name: 'Lunch' });
  unmount();
  await waitFor(() => expect(decided).toHaveLength(2));
  expect(decided.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual([
    { id: 't1', body: { outcome: 'approved' } },
    { id: 't2', body: { outcome: 'rejected' } },
  ]);
});

test('keys that are typed into the comment decide nothing', async () => {
  const { user } = await open();
  await user.type(detail().getByLabelText(/^Comment/), 'a r z m j');
  expect(list().getByText('Laptop for Grace')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
});

test('an approval waits until its form holds, a rejection does not', async () => {
  tasks[0] = humanTask('t1', 'Laptop for Grace', {
    type: 'object',
    required: ['budget'],
    properties: { budget: { type: 'number', title: 'Budget' } },
  });
  const { user } = await open();
  await user.keyboard('a');
  expect(await detail().findByText('Fill this in')).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(detail().getByLabelText('Budget')));
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  await user.click(detail().getByRole('button', { name: /Reject/ }));
  expect(await screen.findByRole('button', { name: 'Undo' })).toBeTruthy();
});

test('"j" and "k" walk through the list, and the address names the task', async () => {
  const { user } = await open();
  await user.keyboard('j');
  await screen.findByRole('heading', { name: 'Train to Turin' });
  expect(location.search).toBe('?task=t2');
  await user.keyboard('k');
  await screen.findByRole('heading', { name: 'Laptop for Grace' });
});

test('"m" claims the task, and releases it again', async () => {
  const { user } = await open();
  await user.keyboard('m');
  await detail().findByRole('button', { name: 'Release' });
  expect(tasks[0]?.claimedBy?.id).toBe('u1');
  await user.keyboard('m');
  await detail().findByRole('button', { name: 'Claim' });
  expect(tasks[0]?.claimedBy).toBeNull();
});

test('what somebody else has claimed cannot be decided', async () => {
  const [first] = tasks;
  if (first) first.claimedBy = { id: 'u2', name: 'Charles' };
  const { user } = await open();
  expect(detail().getByText(/Charles has claimed this/)).toBeTruthy();
  await user.keyboard('a');
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
});

test('an empty inbox says how it fills', async () => {
  tasks = [];
  render(
    <QueryClientProvider client={new QueryClient()}>
      <TooltipProvider>
        <InboxPage />
      </TooltipProvider>
    </QueryClientProvider>,
  );
  expect(await screen.findByText('Nothing waits for you')).toBeTruthy();
});
