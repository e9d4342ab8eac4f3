import {
  type DefinitionProblem,
  type ErrorCode,
  type FieldError,
  problemDetailsSchema,
} from '@innoflow/contracts';

/** Codes of the registry, and two for answers that never came or that nobody understands. */
export type ApiErrorCode = ErrorCode | 'unreachable' | 'unexpected_answer';

type ApiErrorParts = {
  code: ApiErrorCode;
  /** HTTP status; 0 when there was no answer. */
  status: number;
  title: string;
  detail?: string | undefined;
  errors?: FieldError[] | undefined;
  problems?: DefinitionProblem[] | undefined;
  requestId?: string | undefined;
  cause?: unknown;
};

/** A refused request, with the members of its problem details (RFC 9457). */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  readonly status: number;
  readonly title: string;
  readonly detail: string | undefined;
  /** Each field that breaks a rule. */
  readonly errors: FieldError[];
  /** What validation of a definition found. */
  readonly problems: DefinitionProblem[];
  readonly requestId: string | undefined;

  constructor(parts: ApiErrorParts) {
    super(parts.detail ? `${parts.title}: ${parts.detail}` : parts.title, { cause: parts.cause });
    this.name = 'ApiError';
    this.code = parts.code;
    this.status = parts.status;
    this.title = parts.title;
    this.detail = parts.detail;
    this.errors = parts.errors ?? [];
    this.problems = parts.problems ?? [];
    this.requestId = parts.requestId;
  }

  /** The same request may succeed if it is sent again. */
  get retryable(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** The error of an answer that is not 2xx; never throws. */
export function parseApiError(status: number, body: unknown): ApiError {
  const parsed = problemDetailsSchema.safeParse(body);
  if (parsed.success) return new ApiError({ ...parsed.data, status });
  return new ApiError({
    code: 'unexpected_answer',
    status,
    title: 'The server gave an answer that this page does not understand',
    detail: `Status ${status}. Reload the page; if that does not help, the server may be of another version.`,
  });
}

export function unreachable(cause: unknown): ApiError {
  return new ApiError({
    code: 'unreachable',
    status: 0,
    title: 'The server cannot be reached',
    detail: 'Check your connection. Nothing was lost; try again in a moment.',
    cause,
  });
}
