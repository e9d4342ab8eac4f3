import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds that a session lasts after the last sign of its user. */
export const SESSION_LIFETIME = 30 * 24 * 3600;
const NAME = 'innoflow.session_token';

/** The cookie of the web: Better Auth's session token, signed as Better Auth signs it, so that both understand it. */
export type SessionCookie = {
  readonly name: string;
  /** Value of the header `set-cookie`. */
  format(token: string): string;
  /** Value of the header `set-cookie` that removes it. */
  readonly removal: string;
  /** The token of a cookie header with a genuine cookie; `invalid` when it was made elsewhere. */
  find(header: string | undefined): { kind: 'none' } | { kind: 'invalid' } | { kind: 'token'; token: string };
};

/** `secret` is Better Auth's; `secure` when people come by https. */
export function createSessionCookie(secret: string, secure: boolean): SessionCookie {
  const name = secure ? `__Secure-${NAME}` : NAME;
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  const signatureOf = (token: string): Buffer => createHmac('sha256', secret).update(token).digest();
  return {
    name,
    format(token) {
      const value = encodeURIComponent(`${token}.${signatureOf(token).toString('base64')}`);
      return `${name}=${value}; Max-Age=${SESSION_LIFETIME}; ${attributes}`;
    },
    removal: `${name}=; Max-Age=0; ${attributes}`,
    find(header) {
      const value = findCookie(header, name);
      if (value === undefined || value === '') return { kind: 'none' };
      const dot = value.lastIndexOf('.');
      if (dot < 1) return { kind: 'invalid' };
      const token = value.slice(0, dot);
      const given = Buffer.from(value.slice(dot + 1), 'base64');
      const expected = signatureOf(token);
      const genuine = given.length === expected.length && timingSafeEqual(given, expected);
      return genuine ? { kind: 'token', token } : { kind: 'invalid' };
    },
  };
}

/** The first cookie of that name, decoded; one that cannot be decoded is as good as none. */
function findCookie(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined;
  for (const part of header.split(';')) {
    const equals = part.indexOf('=');
    if (equals === -1 || part.slice(0, equals).trim() !== name) continue;
    try {
      return decodeURIComponent(part.slice(equals + 1).trim());
    } catch {
      return undefined;
    }
  }
  return undefined;
}
