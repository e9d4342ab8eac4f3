import { AppError, type ErrorCode, errorRegistry, type Run, routes } from '@innoflow/contracts';
import { uuidv7 } from '@innoflow/db';
import { sql } from 'kysely';
import type { Config } from '../config.ts';
import { signAccessToken } from '../modules/accounts/access-token.ts';
import { createSessionToken } from '../modules/accounts/refresh-token.ts';
import { deleteSession } from '../modules/accounts/session-repository.ts';
import type { Actor } from '../modules/actor.ts';
import type { Db } from '../modules/db.ts';
import { deriveKey } from '../secret-key.ts';

type Parts = { db: Db; secretKey: Buffer; actor: Actor };

/** Calls the running server over HTTP, in a session of its own that ends with it. */
export class ServerClient {
  readonly #base: string;
  readonly #parts: Parts;
  readonly #sessionId: string;

  private constructor(base: string, parts: Parts, sessionId: string) {
    this.#base = base;
    this.#parts = parts;
    this.#sessionId = sessionId;
  }

  /** Undefined when no server of ours answers at the address of the settings. */
  static async connect({ host, port }: Config, parts: Parts): Promise<ServerClient | undefined> {
    const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
    const base = `http://${name}:${port}`;
    if (!(await isReady(base))) return undefined;
    const { db, actor } = parts;
    const id = uuidv7();
    await db
      .insertInto('sessions')
      .values({
        id,
        user_id: actor.userId,
        active_organization_id: actor.organizationId,
        token: createSessionToken(),
        expires_at: sql<Date>`now() + interval '1 day'`,
        user_agent: 'innoflow command line',
      })
      .execute();
    return new ServerClient(base, parts, id);
  }

  start(workflowId: string, input: unknown): Promise<{ id: string }> {
    return this.#call(routes.runs.create, workflowId, { input });
  }

  getRun(runId: string): Promise<Run> {
    return this.#call(routes.runs.get, runId);
  }

  close(): Promise<void> {
    return deleteSession(this.#parts.db, this.#sessionId);
  }

  async #call<Answer>(route: { method: string; path: string }, id: string, body?: unknown): Promise<Answer> {
    const { secretKey, actor } = this.#parts;
    const claims = { sessionId: this.#sessionId, userId: actor.userId, organizationId: actor.organizationId };
    const token = signAccessToken(deriveKey(secretKey, 'access-token'), claims, Date.now());
    const response = await fetch(this.#base + route.path.replace(':id', encodeURIComponent(id)), {
      method: route.method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw refusal(response.status, answer);
    return answer as Answer; // our own server answers by the contract
  }
}

async function isReady(base: string): Promise<boolean> {
  try {
    const response = await fetch(`${base}${routes.system.ready.path}`, {
      signal: AbortSignal.timeout(3_000),
    });
    const answer: unknown = await response.json();
    return typeof answer === 'object' && answer !== null && 'status' in answer && answer.status === 'ready';
  } catch {
    return false;
  }
}

function refusal(status: number, answer: unknown): Error {
  if (typeof answer === 'object' && answer !== null && 'code' in answer && isErrorCode(answer.code)) {
    const detail = 'detail' in answer && typeof answer.detail === 'string' ? { detail: answer.detail } : {};
    return new AppError(answer.code, detail);
  }
  return new Error(`the server answered ${status}`);
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && code in errorRegistry;
}
