import { type Role, roles } from '@innoflow/contracts';
import { sql } from 'kysely';
import type { Auth } from '../../plugins/access.ts';
import type { Db } from '../db.ts';
import { SESSION_LIFETIME } from './session-cookie.ts';

/** How a session is looked for: by the id in an access token, or by the token in a cookie. */
export type SessionKey = { id: string; organizationId: string } | { token: string };

export type SessionRow = { id: string; token: string; userId: string; organizationId: string };

/** Who a live session is for; undefined when it is over, its user is banned, or no member any more. */
export async function findSessionAuth(db: Db, key: SessionKey): Promise<Auth | undefined> {
  const row = await db
    .selectFrom('sessions as s')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .innerJoin('memberships as m', 'm.user_id', 's.user_id')
    .select(['s.id', 's.user_id', 'm.organization_id', 'm.role', 'u.is_superuser'])
    .where('s.expires_at', '>', sql<Date>`now()`)
    .where(sql<boolean>`not (coalesce(u.banned, false) and coalesce(u.ban_expires > now(), true))`)
    .$call((query) =>
      'id' in key
        ? query.where('s.id', '=', key.id).where('m.organization_id', '=', key.organizationId)
        : query
            .where('s.token', '=', key.token)
            .whereRef('m.organization_id', '=', 's.active_organization_id'),
    )
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    userId: row.user_id,
    organizationId: row.organization_id,
    role: parseRole(row.role),
    isSuperuser: row.is_superuser,
    sessionId: row.id,
  };
}

/** Gives a session its organization, the first that the user joined, and its lifetime. */
export async function activateSession(db: Db, token: string): Promise<SessionRow> {
  const row = await db
    .updateTable('sessions')
    .set((eb) => ({
      active_organization_id: eb
        .selectFrom('memberships')
        .select('organization_id')
        .whereRef('memberships.user_id', '=', 'sessions.user_id')
        .orderBy('memberships.created_at')
        .orderBy('memberships.id')
        .limit(1),
      expires_at: lifetime,
    }))
    .where('token', '=', token)
    .returning(['id', 'token', 'user_id', 'active_organization_id'])
    .executeTakeFirstOrThrow();
  if (row.active_organization_id === null) throw new Error(`user ${row.user_id} belongs to no organization`);
  return { id: row.id, token: row.token, userId: row.user_id, organizationId: row.active_organization_id };
}

/** A live session by its token. */
export async function findSession(db: Db, token: string): Promise<SessionRow | undefined> {
  const row = await db
    .selectFrom('sessions')
    .select(['id', 'token', 'user_id', 'active_organization_id'])
    .where('token', '=', token)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  if (!row || row.active_organization_id === null) return undefined;
  return { id: row.id, token: row.token, userId: row.user_id, organizationId: row.active_organization_id };
}

/** Replaces the token of a live session; undefined when `oldToken` is not its token any more. */
export async function rotateSession(
  db: Db,
  sessionId: string,
  oldToken: string,
  newToken: string,
): Promise<SessionRow | undefined> {
  const row = await db
    .updateTable('sessions')
    .set({ token: newToken, expires_at: lifetime, updated_at: sql<Date>`now()` })
    .where('id', '=', sessionId)
    .where('token', '=', oldToken)
    .where('expires_at', '>', sql<Date>`now()`)
    .returning(['id', 'token', 'user_id', 'active_organization_id'])
    .executeTakeFirst();
  if (!row || row.active_organization_id === null) return undefined;
  return { id: row.id, token: row.token, userId: row.user_id, organizationId: row.active_organization_id };
}

/** Puts the end of a session off; gives its token when that was due, at most once a day. */
export async function prolongSession(db: Db, sessionId: string): Promise<string | undefined> {
  const row = await db
    .updateTable('sessions')
    .set({ expires_at: lifetime, updated_at: sql<Date>`now()` })
    .where('id', '=', sessionId)
    .where('expires_at', '<', sql<Date>`now() + make_interval(secs => ${SESSION_LIFETIME - 24 * 3600})`)
    .returning('token')
    .executeTakeFirst();
  return row?.token;
}

export async function deleteSession(db: Db, sessionId: string): Promise<void> {
  await db.deleteFrom('sessions').where('id', '=', sessionId).execute();
}

/** Removes sessions whose time is over. */
export async function deleteExpiredSessions(db: Db): Promise<void> {
  await db.deleteFrom('sessions').where('expires_at', '<', sql<Date>`now()`).execute();
}

const lifetime = sql<Date>`now() + make_interval(secs => ${SESSION_LIFETIME})`;

/** A role that this release does not know may only look. */
export function parseRole(role: string): Role {
  return roles.find((known) => known === role) ?? 'viewer';
}
