import { createHash } from 'node:crypto';
import { AppError } from '@innoflow/contracts';
import type { Database } from '@innoflow/db';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { derivedId } from '../derived-id.ts';

/** Answers a request that carries an `Idempotency-Key` once, however often it comes. */
export type IdempotencyStore = {
  /**
   * Without the header this is `answer()`. With it: the first request answers and is remembered for 24 hours; the
   * same again gets the stored answer with `Idempotency-Replayed: true`; another request with that key throws
   * `idempotency_key_reused`; one that comes while the first runs throws `idempotency_in_progress`. A refused or
   * failed request is not remembered: nothing was created, and it may be sent again.
   *
   * `createdId` is for what the request creates. A request whose process died gets the same one when it is sent again,
   * so that what was created before the death is found and not created twice. Undefined without the header.
   */
  answerOnce(
    request: FastifyRequest,
    reply: FastifyReply,
    answer: (createdId: string | undefined) => Promise<unknown>,
  ): Promise<unknown>;
  /** Forgets answers that are older than 24 hours. */
  dropOld(): Promise<void>;
  /** At the start of the only process of an installation: no first request of before can be running still. */
  abandonUnfinished(): Promise<void>;
};

/** A first request whose process ended leaves its row unfinished; after that time the key is free again. */
const ABANDONED_AFTER = sql.lit('10 minutes');
const KEPT_FOR = sql.lit('24 hours');
/** Status of a row whose first request died; the same request may take it up. */
const ABANDONED = 0;

type Slot = { organizationId: string; scope: string; key: string; requestHash: Buffer };

export function createIdempotencyStore(db: Kysely<Database>): IdempotencyStore {
  return {
    async answerOnce(request, reply, answer) {
      const slot = slotOf(request);
      if (!slot) return answer(undefined);
      const since = await reserve(db, slot);
      if (!since) return replay(db, slot, reply);
      let result: unknown;
      try {
        result = await answer(derivedId(`${slot.organizationId} ${slot.scope} ${slot.key}`, since));
      } catch (error) {
        await release(db, slot);
        throw error;
      }
      await store(db, slot, reply.statusCode, result);
      return result;
    },
    async dropOld() {
      await db
        .deleteFrom('idempotency_keys')
        .where('created_at', '<', sql<Date>`now() - ${KEPT_FOR}::interval`)
        .execute();
    },
    async abandonUnfinished() {
      await db
        .updateTable('idempotency_keys')
        .set({ status: ABANDONED })
        .where('status', 'is', null)
        .execute();
    },
  };
}

function slotOf(request: FastifyRequest): Slot | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined || request.auth === null) return undefined;
  if (typeof key !== 'string' || key.length === 0 || key.length > 255) {
    const message = 'must have 1 to 255 characters';
    throw new AppError('validation_failed', {
      detail: `The header Idempotency-Key ${message}.`,
      errors: [{ field: 'headers.idempotency-key', rule: 'length', message }],
    });
  }
  const { organizationId, userId } = request.auth;
  const { method, url, body } = request;
  const requestHash = createHash('sha256')
    .update(JSON.stringify([method, url, body ?? null]))
    .digest();
  // By user: nobody can ask for the answer that somebody else got.
  return { organizationId, scope: `${userId} ${method} ${request.routeOptions.url}`, key, requestHash };
}

/**
 * When the request is the first, or takes up one that was abandoned: the time of the first. Undefined when the key has
 * an answer, is in use, or belongs to another request.
 */
async function reserve(db: Kysely<Database>, slot: Slot): Promise<Date | undefined> {
  const isOld = sql<boolean>`idempotency_keys.created_at < now() - ${KEPT_FOR}::interval`;
  const row = await db
    .insertInto('idempotency_keys')
    .values({
      organization_id: slot.organizationId,
      scope: slot.scope,
      key: slot.key,
      request_hash: slot.requestHash,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organization_id', 'scope', 'key'])
        .doUpdateSet({
          request_hash: slot.requestHash,
          status: null,
          response: null,
          created_at: sql<Date>`case when ${isOld} then now() else idempotency_keys.created_at end`,
        })
        .where(
          sql<boolean>`${isOld} or (idempotency_keys.request_hash = ${slot.requestHash}
            and (idempotency_keys.status = ${ABANDONED} or (idempotency_keys.status is null
              and idempotency_keys.created_at < now() - ${ABANDONED_AFTER}::interval)))`,
        ),
    )
    .returning('created_at')
    .executeTakeFirst();
  return row?.created_at;
}

async function replay(db: Kysely<Database>, slot: Slot, reply: FastifyReply): Promise<unknown> {
  const row = await db
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'status', 'response'])
    .where('organization_id', '=', slot.organizationId)
    .where('scope', '=', slot.scope)
    .where('key', '=', slot.key)
    .executeTakeFirst();
  if (row && !row.request_hash.equals(slot.requestHash)) {
    throw new AppError('idempotency_key_reused', {
      detail: 'Use a new Idempotency-Key for a request with another address or body.',
    });
  }
  // No row: the first request has just failed.
  if (!row || row.status === null || row.status === ABANDONED) {
    throw new AppError('idempotency_in_progress', {
      detail: 'Wait and send the same request again to get its answer.',
      extra: { retryAfter: 1 },
    });
  }
  reply.code(row.status).header('idempotency-replayed', 'true');
  return row.response;
}

async function store(db: Kysely<Database>, slot: Slot, status: number, result: unknown): Promise<void> {
  await db
    .updateTable('idempotency_keys')
    .set({ status, response: JSON.stringify(result ?? null) })
    .where('organization_id', '=', slot.organizationId)
    .where('scope', '=', slot.scope)
    .where('key', '=', slot.key)
    .execute();
}

async function release(db: Kysely<Database>, slot: Slot): Promise<void> {
  await db
    .deleteFrom('idempotency_keys')
    .where('organization_id', '=', slot.organizationId)
    .where('scope', '=', slot.scope)
    .where('key', '=', slot.key)
    .execute();
}
