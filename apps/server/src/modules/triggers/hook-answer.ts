import { AppError } from '@innoflow/contracts';
import type { StartedRun } from '@innoflow/runtime';

export type HookAnswer = { status: number; headers: Record<string, string>; body: string };

const JSON_TYPE = 'application/json; charset=utf-8';
const TEXT_TYPE = 'text/plain; charset=utf-8';

/**
 * Headers that a workflow may not set: they would act on the whole origin, on which InnoFlow's own pages live, or
 * belong to the connection.
 */
const RESERVED = new Set([
  'alt-svc',
  'clear-site-data',
  'connection',
  'content-length',
  'content-security-policy',
  'date',
  'keep-alive',
  'service-worker-allowed',
  'set-cookie',
  'strict-transport-security',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-content-type-options',
]);
/** An answer that a browser takes for a page runs no script and is of no origin: it is not one of ours. */
const CONFINED = { 'content-security-policy': 'sandbox', 'x-content-type-options': 'nosniff' };

/**
 * What the caller of a webhook gets: at once the run's id; in mode `sync` what the run answered, else its output, and
 * the run's id when it has not answered in time. Throws `run_failed` for a run that ended without an answer.
 */
export function hookAnswer(run: StartedRun, sync: boolean): HookAnswer {
  if (!sync) return accepted(run.id);
  if (run.response) return responded(run.response);
  if (!run.finished) return accepted(run.id);
  if (run.status === 'succeeded') return jsonAnswer(200, run.output);
  const { code, message } = run.error ?? { code: 'cancelled', message: 'the run was cancelled' };
  throw new AppError('run_failed', {
    detail: `Run ${run.id} failed with ${code}: ${message}`,
    extra: { runId: run.id, error: { code, message } },
  });
}

function accepted(runId: string): HookAnswer {
  return { status: 202, headers: { 'content-type': JSON_TYPE }, body: `{"runId":"${runId}"}` };
}

function jsonAnswer(status: number, value: unknown): HookAnswer {
  return { status, headers: { 'content-type': JSON_TYPE }, body: JSON.stringify(value ?? null) };
}

/** Text goes out as it is, anything else as JSON; webhook.respond has checked that the headers are well formed. */
function responded({ status, headers, body }: NonNullable<StartedRun['response']>): HookAnswer {
  const text = typeof body === 'string';
  const answer: HookAnswer = {
    status,
    headers: { 'content-type': text ? TEXT_TYPE : JSON_TYPE },
    body: text ? body : JSON.stringify(body),
  };
  for (const name in headers) {
    const lower = name.toLowerCase();
    if (!RESERVED.has(lower)) answer.headers[lower] = String(headers[name]);
  }
  Object.assign(answer.headers, CONFINED);
  if (body !== null && body !== undefined && status !== 204 && status !== 304) return answer;
  delete answer.headers['content-type'];
  return { ...answer, body: '' };
}
