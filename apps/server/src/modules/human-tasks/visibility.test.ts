import { expect, test } from 'vitest';
import { maySee, viewerOf } from './visibility.ts';

const names = { email: 'Ada@Example.com', username: 'ada' };
const builder = viewerOf({ userId: 'u1', organizationId: 'o', role: 'builder' }, names);
const owner = viewerOf({ userId: 'u2', organizationId: 'o', role: 'owner' }, names);
const task = { assignees: [] as string[], claimedBy: null, decidedBy: null };

test.each([
  [[], true],
  [['user:u1'], true],
  [['user:ada@example.com'], true],
  [['user:ADA'], true],
  [['user:bob'], false],
  [['role:builder'], true],
  [['role:operator'], true],
  [['role:admin'], false],
  [['role:manager'], false],
  [['role:manager', 'user:ada'], true],
])('a builder named ada sees what is assigned to %j: %s', (assignees, seen) => {
  expect(maySee(builder, { ...task, assignees })).toBe(seen);
});

test('owners see everything, and everybody sees what they have claimed or decided', () => {
  const assignees = ['user:bob'];
  expect(maySee(owner, { ...task, assignees })).toBe(true);
  expect(maySee(builder, { ...task, assignees, claimedBy: 'u1' })).toBe(true);
  expect(maySee(builder, { ...task, assignees, decidedBy: 'u1' })).toBe(true);
});
