import type {
  EffectContext,
  MaybePromise,
  PureContext,
  TaskContext,
  WebhookResponse,
} from '../define-task.ts';

/** 2027-01-31T09:00:00Z. */
export const NOW = Date.UTC(2027, 0, 31, 9);

function taskContext(
  values: Record<string, MaybePromise<unknown>> = {},
): TaskContext & { evaluated: string[] } {
  const evaluated: string[] = [];
  return {
    runId: 'run-1',
    path: 'task',
    attempt: 1,
    now: NOW,
    evaluated,
    evaluate(source) {
      evaluated.push(source);
      return values[source];
    },
  };
}

/** What a pure task sees; an expression has the value that `values` gives for its source. */
export function pureContext(values: Record<string, MaybePromise<unknown>> = {}): PureContext & {
  evaluated: string[];
  responses: WebhookResponse[];
} {
  const responses: WebhookResponse[] = [];
  return { ...taskContext(values), responses, respond: (response) => responses.push(response) };
}

/** What an effect sees, with the parts of the outside world that the test is about. */
export function effectContext(
  world: Partial<Pick<EffectContext, 'fetch' | 'sendMail' | 'signal' | 'idempotencyKey'>>,
): EffectContext & { logged: string[] } {
  const logged: string[] = [];
  return {
    ...taskContext(),
    idempotencyKey: 'run-1:task',
    signal: new AbortController().signal,
    fetch: () => Promise.reject(new Error('this test has no network')),
    sendMail: () => Promise.reject(new Error('this test has no mail server')),
    ...world,
    logged,
    log: (level, message) => logged.push(`${level} ${message}`),
  };
}
