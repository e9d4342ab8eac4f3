/**
 * The error registry: every `code` that the API answers with, its HTTP status, kind and title.
 * kind `user`: the caller can mend it; `operational`: the surroundings fail; `unexpected`: a bug, people are alerted.
 * A code is never reused for another meaning.
 */
export const errorRegistry = {
  validation_failed: { status: 400, kind: 'user', title: 'The request breaks a rule' },
  malformed_json: { status: 400, kind: 'user', title: 'The body is not valid JSON' },
  unauthenticated: { status: 401, kind: 'user', title: 'Log in first' },
  token_expired: { status: 401, kind: 'user', title: 'The access token has expired' },
  token_invalid: { status: 401, kind: 'user', title: 'The token is not valid' },
  invalid_credentials: { status: 401, kind: 'user', title: 'E-mail address or password is wrong' },
  webhook_signature_missing: { status: 401, kind: 'user', title: 'The webhook needs a signature' },
  webhook_signature_invalid: { status: 401, kind: 'user', title: 'The signature does not match' },
  forbidden: { status: 403, kind: 'user', title: 'Your role does not allow this' },
  registration_closed: { status: 403, kind: 'user', title: 'Registration is closed' },
  origin_refused: { status: 403, kind: 'user', title: 'The request comes from a foreign origin' },
  not_found: { status: 404, kind: 'user', title: 'Not found' },
  method_not_allowed: { status: 405, kind: 'user', title: 'The method is not allowed here' },
  email_taken: { status: 409, kind: 'user', title: 'The e-mail address is in use' },
  username_taken: { status: 409, kind: 'user', title: 'The user name is in use' },
  workflow_not_published: { status: 409, kind: 'user', title: 'The workflow has no published version' },
  run_finished: { status: 409, kind: 'user', title: 'The run has already finished' },
  human_task_closed: { status: 409, kind: 'user', title: 'The task has already been decided' },
  human_task_claimed: { status: 409, kind: 'user', title: 'Somebody else has claimed the task' },
  webhook_path_taken: { status: 409, kind: 'user', title: 'The webhook path is in use' },
  credential_name_taken: { status: 409, kind: 'user', title: 'A credential of this name exists' },
  idempotency_in_progress: {
    status: 409,
    kind: 'user',
    title: 'The first request with this key is still running',
  },
  draft_conflict: { status: 412, kind: 'user', title: 'The draft was changed by somebody else' },
  payload_too_large: { status: 413, kind: 'user', title: 'The body is too large' },
  unsupported_media_type: { status: 415, kind: 'user', title: 'The content type is not supported' },
  definition_invalid: { status: 422, kind: 'user', title: 'The definition has errors' },
  input_invalid: { status: 422, kind: 'user', title: 'The input breaks the input schema of the workflow' },
  trigger_invalid: { status: 422, kind: 'user', title: 'The trigger is not configured rightly' },
  form_invalid: { status: 422, kind: 'user', title: 'The values break the schema of the form' },
  outcome_invalid: { status: 422, kind: 'user', title: 'The outcome is not one of this task' },
  idempotency_key_reused: {
    status: 422,
    kind: 'user',
    title: 'The idempotency key was used for another request',
  },
  rate_limited: { status: 429, kind: 'user', title: 'Too many requests' },
  run_failed: { status: 500, kind: 'user', title: 'The run failed' },
  internal_error: { status: 500, kind: 'unexpected', title: 'Something went wrong on our side' },
  database_unavailable: { status: 503, kind: 'operational', title: 'The database does not answer' },
  shutting_down: { status: 503, kind: 'operational', title: 'The server is shutting down' },
} as const satisfies Record<
  string,
  { status: number; kind: 'user' | 'operational' | 'unexpected'; title: string }
>;

export type ErrorCode = keyof typeof errorRegistry;

export type FieldError = { field: string; rule: string; message: string };

export type AppErrorOptions = {
  /** What happened here and what to do next; never a secret. */
  detail?: string;
  errors?: FieldError[];
  problems?: unknown[];
  /** Further members of the problem document. */
  extra?: Record<string, unknown>;
  cause?: unknown;
};

/** An error that is answered with its registered code and status. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly options: AppErrorOptions;
  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(options.detail ?? errorRegistry[code].title, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.options = options;
  }
  get status(): number {
    return errorRegistry[this.code].status;
  }
}
