/** Roles of a member of an organization, most powerful first. */
export const roles = ['owner', 'admin', 'builder', 'operator', 'viewer'] as const;
export type Role = (typeof roles)[number];

/** The one matrix of who may do what: permission → roles that have it. */
export const permissionMatrix = {
  'workflow.view': ['owner', 'admin', 'builder', 'operator', 'viewer'],
  'workflow.edit': ['owner', 'admin', 'builder'],
  'workflow.publish': ['owner', 'admin', 'builder'],
  'run.view': ['owner', 'admin', 'builder', 'operator', 'viewer'],
  'run.start': ['owner', 'admin', 'builder', 'operator'],
  'run.control': ['owner', 'admin', 'builder', 'operator'],
  'trigger.view': ['owner', 'admin', 'builder', 'operator', 'viewer'],
  'trigger.edit': ['owner', 'admin', 'builder'],
  'inbox.use': ['owner', 'admin', 'builder', 'operator', 'viewer'],
  'credential.view': ['owner', 'admin', 'builder'],
  'credential.edit': ['owner', 'admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissionMatrix;

export function roleHasPermission(role: Role, permission: Permission): boolean {
  const allowed: readonly Role[] = permissionMatrix[permission];
  return allowed.includes(role);
}
