import type { Permission } from '@innoflow/contracts';
import { AppError, roleHasPermission } from '@innoflow/contracts';
import type { Auth } from '../plugins/access.ts';

/** Who calls a service, over REST, WebSocket or whatever comes. */
export type Actor = Pick<Auth, 'userId' | 'organizationId' | 'role'>;

/** Throws `forbidden` unless the actor's role has the permission. */
export function assertPermission(actor: Actor, permission: Permission): void {
  if (roleHasPermission(actor.role, permission)) return;
  throw new AppError('forbidden', {
    detail: `The role "${actor.role}" lacks the permission "${permission}". Ask an owner or admin of the organization.`,
  });
}
