import type {
  RouteBodyInput,
  RouteContract,
  RouteParamsInput,
  RouteQueryInput,
  RouteResult,
} from '@innoflow/contracts';
import { parseApiError, unreachable } from './api-error.ts';

/** A member is required when the contract has it and does not accept `undefined`; absent when the contract lacks it. */
type Member<Name extends string, Value> = [Value] extends [undefined]
  ? unknown
  : undefined extends Value
    ? { [key in Name]?: Value }
    : Record<string, never> extends Value
      ? { [key in Name]?: Value }
      : { [key in Name]: Value };

type CommonOptions = {
  signal?: AbortSignal | undefined;
  /** ETag that the draft must still have. */
  ifMatch?: string | undefined;
  /** For contracts with `idempotent`; a fresh one is made when left out. Give the same again to retry safely. */
  idempotencyKey?: string | undefined;
  /** The request outlives the page (64 KiB at most). */
  keepalive?: boolean | undefined;
};

export type ApiOptions<R extends RouteContract> = Member<'params', RouteParamsInput<R>> &
  Member<'query', RouteQueryInput<R>> &
  Member<'body', RouteBodyInput<R>> &
  CommonOptions;

type AnyOptions = CommonOptions & { params?: unknown; query?: unknown; body?: unknown };

/** `options` may be left out when nothing in it is required. */
type OptionsArgument<O> = Record<string, never> extends O ? [options?: O] : [options: O];

/**
 * Calls a route of the contracts with the session cookie and gives its success body.
 * Throws ApiError for every refusal; an aborted call throws the signal's reason.
 */
export async function api<R extends RouteContract>(
  route: R,
  ...[options]: OptionsArgument<ApiOptions<R>>
): Promise<RouteResult<R>> {
  const { params, query, body, signal, ifMatch, idempotencyKey, keepalive }: AnyOptions = options ?? {};
  const headers = new Headers({ accept: 'application/json' });
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (ifMatch !== undefined) headers.set('if-match', ifMatch);
  if (route.idempotent) headers.set('idempotency-key', idempotencyKey ?? createKey());
  let response: Response;
  try {
    response = await fetch(urlOf(route.path, params, query), {
      method: route.method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
      ...(keepalive ? { keepalive } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unreachable(error);
  }
  const answer = await readJson(response);
  if (!response.ok) throw parseApiError(response.status, answer);
  return answer as RouteResult<R>; // the server serializes every answer through this very contract
}

/** The address of a route with its parameters filled in; entries of `query` that are undefined are left out. */
export function urlOf(path: string, params: unknown, query: unknown): string {
  const values = entriesOf(params);
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = values.find(([key]) => key === name)?.[1];
    if (value === undefined) throw new TypeError(`${path} needs the parameter "${name}"`);
    return encodeURIComponent(textOf(value));
  });
  const search = new URLSearchParams();
  for (const [name, value] of entriesOf(query)) {
    if (value !== undefined && value !== '') search.set(name, textOf(value));
  }
  return search.size > 0 ? `${filled}?${search}` : filled;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** `crypto.randomUUID` exists only on https and localhost; InnoFlow is also opened by plain addresses in a LAN. */
export function createKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
