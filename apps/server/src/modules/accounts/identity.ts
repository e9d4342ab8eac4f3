import { identityMapping, uuidv7 } from '@innoflow/db';
import type { FastifyBaseLogger } from 'fastify';
import type { Db } from '../db.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { SESSION_LIFETIME } from './session-cookie.ts';

export type Caller = { userAgent: string | undefined; address: string };

export type IdentityParts = {
  db: Db;
  /** Signs Better Auth's cookies. */
  secret: string;
  /** Where people open the pages; Better Auth's links and redirects lead there. */
  frontendUrl: string | undefined;
  secureCookies: boolean;
  trustedOrigins: readonly string[];
  logger: Pick<FastifyBaseLogger, 'warn' | 'error'>;
};

/** What Better Auth does for us; it is loaded at the first use, because that takes most of a second. */
export type Identity = {
  /** The token of a new session; undefined when the address is unknown or the password wrong, after equal time. */
  signIn(email: string, password: string, caller: Caller): Promise<string | undefined>;
  /** The token of a new session of a user who has just proved who they are. */
  createSession(userId: string, caller: Caller): Promise<string>;
  /** Loads it ahead of the first use. */
  warmUp(): Promise<void>;
};

export function createIdentity(parts: IdentityParts): Identity {
  let loading: ReturnType<typeof loadBetterAuth> | undefined;
  const load = () => {
    loading ??= loadBetterAuth(parts);
    return loading;
  };
  return {
    async signIn(email, password, caller) {
      const { auth, isAPIError } = await load();
      try {
        const { token } = await auth.api.signInEmail({
          body: { email, password },
          headers: headersOf(caller),
        });
        return token;
      } catch (error) {
        // 400: text that is no address at all; 401: unknown user or wrong password.
        if (isAPIError(error) && (error.statusCode === 400 || error.statusCode === 401)) return undefined;
        throw error;
      }
    },
    async createSession(userId, { userAgent, address }) {
      const { auth } = await load();
      const { internalAdapter } = await auth.$context;
      const session = await internalAdapter.createSession(userId, false, {
        ipAddress: address,
        userAgent: userAgent ?? '',
      });
      return session.token;
    },
    async warmUp() {
      await load();
    },
  };
}

/** The address of a caller, as we found it; no client's header is believed. */
const ADDRESS_HEADER = 'x-innoflow-address';

function headersOf({ userAgent, address }: Caller): Headers {
  return new Headers({ [ADDRESS_HEADER]: address, ...(userAgent ? { 'user-agent': userAgent } : {}) });
}

/** Better Auth itself, for what is not ours. */
export async function loadBetterAuth({
  db,
  secret,
  frontendUrl,
  secureCookies,
  trustedOrigins,
  logger,
  validateSchema = false,
}: IdentityParts & { validateSchema?: boolean }) {
  const [{ betterAuth }, { isAPIError }] = await Promise.all([
    import('better-auth'),
    import('better-auth/api'),
  ]);
  const { user, session, account, verification } = identityMapping;
  const auth = betterAuth({
    appName: 'InnoFlow',
    baseURL: frontendUrl ?? 'http://localhost',
    basePath: '/api/auth/identity',
    secret,
    trustedOrigins: [...trustedOrigins],
    database: { db, type: 'postgres', transaction: true },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 8,
      maxPasswordLength: 200,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    user: {
      ...user,
      additionalFields: {
        username: { type: 'string', required: false, input: false },
        isSuperuser: { type: 'boolean', required: false, input: false, fieldName: 'is_superuser' },
      },
    },
    session: { ...session, expiresIn: SESSION_LIFETIME, cookieCache: { enabled: false } },
    account,
    verification,
    // Ours counts by account and address before the password is looked at.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      // Its further arguments may hold what people typed.
      log: (level, message) => (level === 'error' ? logger.error(message) : logger.warn(message)),
    },
    advanced: {
      cookiePrefix: 'innoflow',
      useSecureCookies: secureCookies,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      // A test compares its schema with ours; reading the catalog at each start costs time.
      database: { generateId: () => uuidv7(), validateSchema },
    },
  });
  await auth.$context;
  return { auth, isAPIError };
}
