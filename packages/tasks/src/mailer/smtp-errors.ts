import { RetryableError, TerminalError } from '../define-task.ts';

/** What nodemailer adds to its errors; see NodemailerError there. */
type SmtpError = Error & {
  code?: unknown;
  responseCode?: unknown;
  response?: unknown;
  originalCode?: unknown;
  permanent?: unknown;
};

/** `smtp_rejected` when the server said no for good (5xx), `smtp_failed` when a later attempt may pass. */
export function smtpError(error: unknown): Error {
  if (!(error instanceof Error)) return new RetryableError('smtp_failed', String(error));
  const failure: SmtpError = error;
  const said = typeof failure.response === 'string' ? failure.response : failure.message;
  if (failure.code === 'EAUTH' && failure.permanent !== false) {
    return new TerminalError('smtp_rejected', `the mail server refused the login: ${said}`, { cause: error });
  }
  if (failure.permanent === true || failure.code === 'EENVELOPE') {
    if (failure.permanent === false) {
      return new RetryableError('smtp_failed', `the mail server put it off: ${said}`, { cause: error });
    }
    return new TerminalError('smtp_rejected', `the mail server refused the message: ${said}`, {
      cause: error,
    });
  }
  if (typeof failure.responseCode === 'number') {
    return new RetryableError('smtp_failed', `the mail server put it off: ${said}`, { cause: error });
  }
  return new RetryableError('smtp_failed', `the mail server could not be reached: ${failure.message}`, {
    cause: error,
  });
}
