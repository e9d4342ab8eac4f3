import {
  defineTask,
  type EffectContext,
  RetryableError,
  type TaskResult,
  TerminalError,
} from '../define-task.ts';
import { type HttpRequestConfig, hasBody, httpRequestConfig } from './config.ts';
import { readBody } from './response-body.ts';
import { retryAfterMs } from './retry-after.ts';
import { isExpected, isTransient } from './status.ts';
import { whyUnreachable } from './unreachable.ts';
import { describeUrl, takeBasicAuth, withQuery } from './url-parts.ts';

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Calls an HTTP service. A status that is not expected is an error with code `http_status` and the answer as output:
 * retryable for 408, 425, 429 and 5xx, where `Retry-After` is honoured. No answer at all is `http_unreachable`.
 * Requests that write carry the `Idempotency-Key` of the task run unless the config gives one.
 */
export const httpRequest = defineTask({
  type: 'http.request',
  kind: 'effect',
  title: 'HTTP request',
  help: 'Call another service over the web and use its answer.',
  icon: 'globe',
  family: 'integration',
  summary: '{method} {url}',
  config: httpRequestConfig,
  outcomes: ['success', 'error'],
  mainOutcome: 'success',
  run: call,
});

async function call(config: HttpRequestConfig, context: EffectContext): Promise<TaskResult> {
  const url = withQuery(config.url, config.query);
  const headers = requestHeaders(config, url, context.idempotencyKey);
  const describe = `${config.method} ${describeUrl(url)}`;
  const answer = await answerOf(config, url, headers, describe, context);
  const { status } = answer.output;
  if (isExpected(status, config.expect?.status)) return { outcome: 'success', output: answer.output };
  const statusText = answer.statusText ? ` ${answer.statusText}` : '';
  const message = `${describe} answered ${status}${statusText}`;
  if (!isTransient(status)) throw new TerminalError('http_status', message, { output: answer.output });
  throw new RetryableError('http_status', message, {
    output: answer.output,
    retryAfterMs: answer.retryAfterMs,
  });
}

function requestHeaders(config: HttpRequestConfig, url: URL, idempotencyKey: string): Headers {
  const headers = new Headers(config.headers);
  const setDefault = (name: string, value: string) => {
    if (!headers.has(name)) headers.set(name, value);
  };
  setDefault('accept', 'application/json, text/*;q=0.9, */*;q=0.8');
  setDefault('user-agent', 'InnoFlow');
  if (WRITES.has(config.method)) setDefault('idempotency-key', idempotencyKey);
  const basic = takeBasicAuth(url);
  if (basic) setDefault('authorization', basic);
  if (hasBody(config.body)) {
    setDefault('content-type', contentTypeOf(config.body));
  }
  return headers;
}

type Answer = {
  output: { status: number; headers: Record<string, string>; body: unknown };
  statusText: string;
  retryAfterMs: number | undefined;
};

/** The whole answer. What fails on the way is `http_unreachable`, unless it has a code of its own already. */
async function answerOf(
  config: HttpRequestConfig,
  url: URL,
  headers: Headers,
  describe: string,
  context: EffectContext,
): Promise<Answer> {
  try {
    const response = await context.fetch(url.href, {
      method: config.method,
      headers,
      body: hasBody(config.body) ? encodeBody(config.body) : null,
      signal: context.signal,
    });
    const body = await readBody(response, describe);
    return {
      output: { status: response.status, headers: plainHeaders(response.headers), body },
      statusText: response.statusText,
      retryAfterMs: retryAfterMs(response.headers, context.now),
    };
  } catch (error) {
    if (error instanceof TerminalError || error instanceof RetryableError) throw error;
    context.signal.throwIfAborted();
    throw new RetryableError('http_unreachable', `${describe} got no answer: ${whyUnreachable(error)}`, {
      cause: error,
    });
  }
}

/** Several headers of one name are joined, as HTTP has it. */
function plainHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers.keys()].map((name) => [name, headers.get(name) ?? '']));
}

/** Text that is a JSON object or list is sent as JSON: that is what people write into the field. */
function contentTypeOf(body: unknown): string {
  if (typeof body !== 'string') return 'application/json';
  return isJsonDocument(body) ? 'application/json' : 'text/plain; charset=utf-8';
}

function isJsonDocument(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function encodeBody(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}
