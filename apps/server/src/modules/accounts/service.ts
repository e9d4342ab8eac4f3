import { AppError, type Login, type Me, type Register, type Session } from '@innoflow/contracts';
import type { Auth } from '../../plugins/access.ts';
import type { Db } from '../db.ts';
import { ACCESS_TOKEN_LIFETIME, signAccessToken, verifyAccessToken } from './access-token.ts';
import { AttemptLimiter } from './attempt-limiter.ts';
import type { Caller, Identity } from './identity.ts';
import { newUser } from './new-user.ts';
import { createSessionToken, formatRefreshToken, parseRefreshToken } from './refresh-token.ts';
import type { SessionMemory } from './session-memory.ts';
import {
  activateSession,
  deleteSession,
  findSession,
  prolongSession,
  rotateSession,
  type SessionRow,
} from './session-repository.ts';
import { createUser, findEmailByUsername, getUser, hasUsers, listOrganizations } from './user-repository.ts';

export type AccountParts = {
  db: Db;
  identity: Identity;
  memory: SessionMemory;
  accessTokenKey: Buffer;
  refreshTokenKey: Buffer;
  registration: 'open' | 'closed';
};

type Tokens = Pick<Session, 'accessToken' | 'expiresIn' | 'refreshToken'>;
/** The session's token goes into the cookie. */
export type Opened = { session: Session; token: string };
/** What a caller shows of a session that it wants to end or to refresh. */
export type Shown = {
  refreshToken?: string | undefined;
  cookieToken?: string | undefined;
  accessToken?: string | undefined;
};

export type AccountService = ReturnType<typeof createAccountService>;

export function createAccountService(parts: AccountParts) {
  const { db, identity, memory, accessTokenKey, refreshTokenKey } = parts;
  const failuresOfAccount = new AttemptLimiter({ limit: 20 });
  const failuresOfAddress = new AttemptLimiter({ limit: 60 });
  const registrations = new AttemptLimiter({ limit: 60 });

  function tokensOf(row: SessionRow): Tokens {
    const { id: sessionId, userId, organizationId, token } = row;
    return {
      accessToken: signAccessToken(accessTokenKey, { sessionId, userId, organizationId }, Date.now()),
      expiresIn: ACCESS_TOKEN_LIFETIME,
      refreshToken: formatRefreshToken(refreshTokenKey, { sessionId, token }),
    };
  }

  async function open(token: string): Promise<Opened> {
    const row = await activateSession(db, token);
    const [user, organizations] = await Promise.all([
      getUser(db, row.userId),
      listOrganizations(db, row.userId),
    ]);
    const organization = organizations.find(({ id }) => id === row.organizationId);
    if (!organization) throw new Error(`session ${row.id} is of an organization that its user left`);
    return { session: { user, organization, ...tokensOf(row) }, token };
  }

  async function end(sessionId: string): Promise<void> {
    await deleteSession(db, sessionId);
    memory.forgetSession(sessionId);
  }

  /** Sessions are told by what is shown of them; nothing of it needs to be valid any more. */
  async function sessionsShown(shown: Shown): Promise<string[]> {
    const refresh = shown.refreshToken ? parseRefreshToken(refreshTokenKey, shown.refreshToken) : undefined;
    const cookie = shown.cookieToken ? await findSession(db, shown.cookieToken) : undefined;
    return [refresh?.sessionId, cookie?.id, sessionOfAccessToken(shown.accessToken)].filter(
      (id) => id !== undefined,
    );
  }

  function sessionOfAccessToken(token: string | undefined): string | undefined {
    if (token === undefined) return undefined;
    try {
      // At time 0 no token has expired: an old one still says which session to end.
      return verifyAccessToken(accessTokenKey, token, 0).sessionId;
    } catch {
      return undefined;
    }
  }

  return {
    /** A new user with an organization of their own, logged in. */
    async register(input: Register, caller: Caller): Promise<Opened> {
      registrations.assertAllowed(caller.address);
      registrations.count(caller.address);
      if (parts.registration === 'closed' && (await hasUsers(db))) {
        throw new AppError('registration_closed', { detail: 'Ask an administrator for an invitation.' });
      }
      const userId = await createUser(db, await newUser(input, { isSuperuser: false }));
      return open(await identity.createSession(userId, caller));
    },

    /** Unknown user and wrong password are answered alike, and take equal time. */
    async login(input: Login, caller: Caller): Promise<Opened> {
      const identifier = (input.email ?? input.username ?? '').trim().toLowerCase();
      failuresOfAccount.assertAllowed(identifier);
      failuresOfAddress.assertAllowed(caller.address);
      const email = identifier.includes('@') ? identifier : await findEmailByUsername(db, identifier);
      const token = await identity.signIn(email ?? UNKNOWN_EMAIL, input.password, caller);
      if (token === undefined) {
        failuresOfAccount.count(identifier);
        failuresOfAddress.count(caller.address);
        throw new AppError('invalid_credentials', { detail: 'Check both and try again.' });
      }
      return open(token);
    },

    /**
     * New tokens. A refresh token is used once: given again, its session ends, because two hold it. The cookie is the
     * browser's, which sends it from several tabs at once; it stays. `rotated` is what it is to hold from now on.
     */
    async refresh(
      shown: Pick<Shown, 'refreshToken' | 'cookieToken'>,
    ): Promise<{ tokens: Tokens; rotated: string | null }> {
      if (shown.refreshToken === undefined) {
        const row = shown.cookieToken === undefined ? undefined : await findSession(db, shown.cookieToken);
        if (!row) throw refusedRefresh('Send the refresh token of your last login or refresh.');
        return { tokens: tokensOf(row), rotated: null };
      }
      const given = parseRefreshToken(refreshTokenKey, shown.refreshToken);
      if (!given) throw refusedRefresh('The refresh token was not made by this installation.');
      const token = createSessionToken();
      const row = await rotateSession(db, given.sessionId, given.token, token);
      if (row) return { tokens: tokensOf(row), rotated: shown.cookieToken === given.token ? token : null };
      await end(given.sessionId);
      throw refusedRefresh('The refresh token was used before or its session has ended. Log in again.');
    },

    /** Ends the sessions; their access tokens are refused at once here, and within seconds elsewhere. */
    async logout(shown: Shown): Promise<void> {
      await Promise.all((await sessionsShown(shown)).map(end));
    },

    /** Who is logged in. `token` is set when the session was prolonged, for the cookie to be set again. */
    async me(auth: Auth): Promise<{ me: Me; token: string | undefined }> {
      const [user, organizations, token] = await Promise.all([
        getUser(db, auth.userId),
        listOrganizations(db, auth.userId),
        prolongSession(db, auth.sessionId),
      ]);
      const organization = organizations.find(({ id }) => id === auth.organizationId);
      if (!organization)
        throw new AppError('token_invalid', { detail: 'You left this organization. Log in again.' });
      return { me: { user, organization, organizations }, token };
    },
  };
}

/** Nobody can have it, so that a sign-in with it takes the time of an unknown user. */
const UNKNOWN_EMAIL = 'nobody@user.invalid';

function refusedRefresh(detail: string): AppError {
  return new AppError('token_invalid', { detail });
}
