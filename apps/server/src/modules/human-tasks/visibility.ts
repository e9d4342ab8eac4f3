import { roles } from '@innoflow/contracts';
import type { Actor } from '../actor.ts';

/**
 * The words by which assignees may name somebody, in lower case: `user:` with id, e-mail address or user name, and
 * `role:` with their role or one below it, for who can do more can do this too. Null: owners and admins see all.
 */
export type Viewer = { userId: string; assignees: readonly string[] | null };

export function viewerOf(
  actor: Actor,
  names: { email: string; username: string | null } | undefined,
): Viewer {
  const { userId, role } = actor;
  if (role === 'owner' || role === 'admin') return { userId, assignees: null };
  const users = [userId, names?.email, names?.username].filter((name) => name !== undefined && name !== null);
  const held = roles.slice(roles.indexOf(role));
  const words = [...users.map((name) => `user:${name}`), ...held.map((name) => `role:${name}`)];
  return { userId, assignees: words.map((word) => word.toLowerCase()) };
}

/** Whether the viewer may see a human task, and decide it while it is open. Nobody named means everybody. */
export function maySee(
  viewer: Viewer,
  task: { assignees: readonly string[]; claimedBy: string | null; decidedBy: string | null },
): boolean {
  const { assignees: words, userId } = viewer;
  if (words === null || task.assignees.length === 0) return true;
  if (task.claimedBy === userId || task.decidedBy === userId) return true;
  return task.assignees.some((assignee) => words.includes(assignee.toLowerCase()));
}
