import { Agent, type RequestInit as UndiciRequestInit, fetch as undiciFetch } from 'undici';
import { type EffectContext, TerminalError } from '../define-task.ts';
import { createGuardedConnect } from './guarded-connect.ts';

export type GuardedFetchOptions = {
  /**
   * Lets tasks reach loopback, private and reserved addresses. Link-local addresses and the metadata services of
   * clouds, which hand out the machine's credentials, stay blocked.
   */
  allowPrivate: boolean;
  /** Longest silence in milliseconds, before the answer and within it. Default: five minutes. */
  timeoutMs?: number;
  /** Longest time to connect in milliseconds. Default: ten seconds. */
  connectTimeoutMs?: number;
};

export type GuardedFetch = {
  fetch: EffectContext['fetch'];
  /** Lets requests under way end, then closes the pool. */
  close(): Promise<void>;
};

/**
 * A fetch over a keep-alive pool of its own that connects to no address which tasks may not reach, also after a
 * redirect: it then rejects with TerminalError `http_blocked`. Only http and https.
 */
export function createGuardedFetch(options: GuardedFetchOptions): GuardedFetch {
  const timeoutMs = options.timeoutMs ?? 300_000;
  const agent = new Agent({
    connect: createGuardedConnect(options.allowPrivate, options.connectTimeoutMs ?? 10_000),
    connections: 64,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  return {
    async fetch(url, init) {
      const { protocol } = new URL(url);
      if (protocol !== 'http:' && protocol !== 'https:') {
        throw new TerminalError(
          'http_blocked',
          `${protocol} addresses cannot be requested: only http and https`,
        );
      }
      try {
        // The global RequestInit is that of Node's own, older undici; the members that we use are the same.
        const request = { ...init, dispatcher: agent } as UndiciRequestInit;
        return await undiciFetch(url, request);
      } catch (error) {
        throw blockedCause(error, url) ?? error;
      }
    },
    close: () => agent.close(),
  };
}

/** fetch wraps in a TypeError what the connection refused, and what it refuses itself ("bad port", Fetch standard 2.7). */
function blockedCause(error: unknown, url: string): TerminalError | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (current instanceof TerminalError) return current;
    if (current.message === 'bad port') {
      const { host } = new URL(url);
      const message = `${host} is a port of another protocol, which fetch does not connect to`;
      return new TerminalError('http_blocked', message, { cause: error });
    }
  }
  return undefined;
}
