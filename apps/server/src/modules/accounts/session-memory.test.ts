import { expect, test } from 'vitest';
import type { Auth } from '../../plugins/access.ts';
import { SessionMemory } from './session-memory.ts';

const auth: Auth = { userId: 'u', organizationId: 'o', role: 'owner', isSuperuser: false, sessionId: 's' };
const forever = Number.POSITIVE_INFINITY;

/** Reads that the test answers itself. */
function createReads() {
  const answers: ((answer: { auth: Auth | null; endsAt: number }) => void)[] = [];
  return {
    answers,
    read: () => new Promise<{ auth: Auth | null; endsAt: number }>((resolve) => void answers.push(resolve)),
  };
}

test('1. an answer is used for its time, and not after the end of the token', async () => {
  const memory = new SessionMemory({ ttlMs: 100 });
  const { answers, read } = createReads();
  const first = memory.find('t', 0, read);
  answers[0]?.({ auth, endsAt: 60 });
  expect(await first).toBe(auth);
  expect(memory.find('t', 59, read)).toBe(auth);
  expect(memory.find('t', 60, read)).toBeInstanceOf(Promise);
  expect(answers).toHaveLength(2);
});

test('2. what was forgotten is read again, and an answer under way then is not kept', async () => {
  const memory = new SessionMemory();
  const { answers, read } = createReads();
  const first = memory.find('t', 0, read);
  memory.forgetSession('s');
  answers[0]?.({ auth, endsAt: forever });
  await first;
  const second = memory.find('t', 1, read);
  expect(second).toBeInstanceOf(Promise);
  answers[1]?.({ auth, endsAt: forever });
  await second;
  expect(memory.find('t', 2, read)).toBe(auth);
  memory.forgetUser('u');
  expect(memory.find('t', 3, read)).toBeInstanceOf(Promise);
});

test('3. requests that come together read once', async () => {
  const memory = new SessionMemory();
  const { answers, read } = createReads();
  const all = Promise.all([memory.find('t', 0, read), memory.find('t', 0, read), memory.find('t', 0, read)]);
  expect(answers).toHaveLength(1);
  answers[0]?.({ auth, endsAt: forever });
  expect(await all).toEqual([auth, auth, auth]);
});

test('a read that failed is not remembered', async () => {
  const memory = new SessionMemory();
  await expect(memory.find('t', 0, () => Promise.reject(new Error('no database')))).rejects.toThrow(
    'no database',
  );
  expect(await memory.find('t', 0, async () => ({ auth, endsAt: forever }))).toBe(auth);
});

test('it keeps to its capacity', async () => {
  const memory = new SessionMemory({ capacity: 2 });
  for (const token of ['a', 'b', 'c']) await memory.find(token, 0, async () => ({ auth, endsAt: forever }));
  expect(memory.find('c', 1, async () => ({ auth, endsAt: forever }))).toBe(auth);
  expect(memory.find('a', 1, async () => ({ auth, endsAt: forever }))).toBeInstanceOf(Promise);
});
