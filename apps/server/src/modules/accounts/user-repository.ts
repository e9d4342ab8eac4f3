import type { Organization, User } from '@innoflow/contracts';
import { AppError } from '@innoflow/contracts';
import { uuidv7 } from '@innoflow/db';
import { sql } from 'kysely';
import type { Db } from '../db.ts';
import { parseRole } from './session-repository.ts';

export type NewUser = {
  email: string;
  username: string | null;
  name: string;
  passwordHash: string;
  organizationName: string;
  /** Administers the installation; the very first user does in any case. */
  isSuperuser: boolean;
};

/** Makes those who register at the same time take turns, so that exactly one is the first. Arbitrary, ours. */
const REGISTRATION_LOCK = 7_265_918_101;

/** A user with a password and an organization of their own. Throws `email_taken` or `username_taken`. */
export async function createUser(db: Db, user: NewUser): Promise<string> {
  const userId = uuidv7();
  const organizationId = uuidv7();
  try {
    await db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(${REGISTRATION_LOCK})`.execute(tx);
      const isFirst = (await tx.selectFrom('users').select('id').limit(1).executeTakeFirst()) === undefined;
      const { email, username, name } = user;
      await tx
        .insertInto('users')
        .values({ id: userId, email, username, name, is_superuser: user.isSuperuser || isFirst })
        .execute();
      await tx
        .insertInto('accounts')
        // Better Auth finds the password by these two.
        .values({
          id: uuidv7(),
          user_id: userId,
          provider_id: 'credential',
          account_id: userId,
          password: user.passwordHash,
        })
        .execute();
      await tx
        .insertInto('organizations')
        .values({
          id: organizationId,
          name: user.organizationName,
          slug: slugOf(user.organizationName, organizationId),
        })
        .execute();
      await tx
        .insertInto('memberships')
        .values({ id: uuidv7(), organization_id: organizationId, user_id: userId, role: 'owner' })
        .execute();
    });
  } catch (error) {
    throw takenError(error) ?? error;
  }
  return userId;
}

export async function hasUsers(db: Db): Promise<boolean> {
  return (await db.selectFrom('users').select('id').limit(1).executeTakeFirst()) !== undefined;
}

export async function findEmailByUsername(db: Db, username: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('users')
    .select('email')
    .where('username', '=', username)
    .executeTakeFirst();
  return row?.email;
}

export async function getUser(db: Db, userId: string): Promise<User> {
  const row = await db
    .selectFrom('users')
    .select(['id', 'email', 'username', 'name', 'is_superuser', 'created_at'])
    .where('id', '=', userId)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return {
    id: row.id,
    email: row.email,
    username: row.username,
    name: row.name,
    isSuperuser: row.is_superuser,
    createdAt: row.created_at.toISOString(),
  };
}

/** Organizations that a user belongs to, in the order they joined. */
export async function listOrganizations(db: Db, userId: string): Promise<Organization[]> {
  const rows = await db
    .selectFrom('memberships as m')
    .innerJoin('organizations as o', 'o.id', 'm.organization_id')
    .select(['o.id', 'o.name', 'm.role'])
    .where('m.user_id', '=', userId)
    .orderBy('m.created_at')
    .orderBy('m.id')
    .execute();
  return rows.map((row) => ({ id: row.id, name: row.name, role: parseRole(row.role) }));
}

function slugOf(name: string, id: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return `${words || 'organization'}-${id.slice(-8)}`;
}

function takenError(error: unknown): AppError | undefined {
  if (!(error instanceof Error) || !('constraint' in error)) return undefined;
  if (error.constraint === 'users_email_key') {
    return new AppError('email_taken', {
      detail: 'Log in with this e-mail address, or register with another one.',
      errors: [{ field: 'body.email', rule: 'unique', message: 'is in use' }],
      cause: error,
    });
  }
  if (error.constraint === 'users_username_key') {
    return new AppError('username_taken', {
      detail: 'Choose another user name.',
      errors: [{ field: 'body.username', rule: 'unique', message: 'is in use' }],
      cause: error,
    });
  }
  return undefined;
}
