// @vitest-environment node
import type { Workflow } from '@innoflow/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type DraftPatch, DraftSaver, type SaveState } from './draft-saver.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const conflict = new Error('draft_conflict');
const draft = (note: string) => ({ tasks: [{ id: note }], transitions: [] });

/** A stand-in for the server: keeps one draft with its revision, as PATCH with If-Match does. */
function createServer() {
  const workflow: Workflow = {
    id: 'w1',
    name: 'Intake',
    description: '',
    publishedVersion: null,
    draftRevision: 1,
    draftChanged: false,
    taskCount: 1,
    createdBy: null,
    createdAt: '2026-11-23T12:00:00.000Z',
    updatedAt: '2026-11-23T12:00:00.000Z',
    definition: draft('start'),
  };
  const sent: DraftPatch[] = [];
  let broken = false;
  const states: SaveState['kind'][] = [];
  const server = {
    workflow,
    sent,
    states,
    break: (is: boolean) => {
      broken = is;
    },
    edit(note: string) {
      workflow.definition = draft(note);
      workflow.draftRevision++;
    },
  };
  const saver = new DraftSaver(1, {
    async send(patch, revision) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      if (broken) throw new Error('unreachable');
      if (revision !== undefined && revision !== workflow.draftRevision) throw conflict;
      sent.push(patch);
      if (patch.definition) {
        workflow.definition = patch.definition;
        workflow.draftRevision++;
      }
      return { ...workflow };
    },
    read: async () => ({ ...workflow }),
    isConflict: (error) => error === conflict,
    onState: (state) => void states.push(state.kind),
    onSaved: () => {},
  });
  return { server, saver };
}

test('changes in quick succession are saved once, 800 ms after the last', async () => {
  const { server, saver } = createServer();
  saver.change({ definition: draft('a') });
  await vi.advanceTimersByTimeAsync(700);
  saver.change({ definition: draft('b') });
  await vi.advanceTimersByTimeAsync(700);
  expect(server.sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(300);
  expect(server.sent).toEqual([{ definition: draft('b') }]);
  expect(server.states).toEqual(['pending', 'pending', 'saving', 'saved']);
});

test('what changes while a save is under way goes with the next one (S1)', async () => {
  const { server, saver } = createServer();
  saver.change({ definition: draft('a') });
  await vi.advanceTimersByTimeAsync(850);
  saver.change({ definition: draft('b') });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(server.workflow.definition).toEqual(draft('b'));
  expect(saver.state).toEqual({ kind: 'saved' });
});

test('a draft that somebody else changed is not overwritten, and keeping mine then replaces it (S2, S3)', async () => {
  const { server, saver } = createServer();
  server.edit('theirs');
  saver.change({ definition: draft('mine') });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(saver.state).toMatchObject({ kind: 'conflict', theirs: { definition: draft('theirs') } });
  saver.change({ definition: draft('mine, later') });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(server.workflow.definition).toEqual(draft('theirs'));
  const kept = saver.keepMine();
  await vi.advanceTimersByTimeAsync(200);
  await kept;
  expect(server.workflow.definition).toEqual(draft('mine, later'));
});

test('taking the other version sends nothing and goes on from its revision (S3)', async () => {
  const { server, saver } = createServer();
  server.edit('theirs');
  saver.change({ definition: draft('mine') });
  await vi.advanceTimersByTimeAsync(1_000);
  saver.takeTheirs();
  saver.change({ definition: draft('next') });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(server.sent).toEqual([{ definition: draft('next') }]);
});

test('a save that failed is tried again with all that it could not send (S4)', async () => {
  const { server, saver } = createServer();
  server.break(true);
  saver.change({ name: 'Intake', definition: draft('a') });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(saver.state.kind).toBe('failed');
  server.break(false);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(server.sent).toEqual([{ name: 'Intake', definition: draft('a') }]);
  expect(saver.state.kind).toBe('saved');
});

test('a conflict between equal drafts is none', async () => {
  const { server, saver } = createServer();
  server.edit('same');
  saver.change({ definition: draft('same') });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(saver.state.kind).toBe('saved');
  expect(saver.revision).toBe(2);
});

test('flush sends at once', async () => {
  const { server, saver } = createServer();
  saver.change({ definition: draft('a') });
  const flushed = saver.flush();
  await vi.advanceTimersByTimeAsync(100);
  expect(await flushed).toBe(true);
  expect(server.sent).toHaveLength(1);
});
