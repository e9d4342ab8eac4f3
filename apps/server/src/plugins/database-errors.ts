import { AppError } from '@innoflow/contracts';

/** SQLSTATE classes and codes, and system errors, that say that the database cannot be reached now. */
const UNREACHABLE =
  /^(08...|57P0[1-4]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;
/** Messages of `pg` for the same, which come without a code. */
const LOST =
  /Connection terminated|timeout exceeded when trying to connect|Cannot use a pool after calling end/;

/** What an error of the database means to the caller; undefined when it is a bug or no database error. */
export function databaseErrorOf(thrown: unknown): AppError | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  // PostgreSQL's text has no U+0000; JSON has.
  if (code === '22021' || code === '22P05') {
    return new AppError('validation_failed', {
      detail: 'Text must not contain the character U+0000.',
      errors: [{ field: 'body', rule: 'character', message: 'must not contain the character U+0000' }],
      cause: thrown,
    });
  }
  const fromDatabase = 'syscall' in thrown ? thrown.syscall === 'connect' : 'severity' in thrown;
  if ((fromDatabase && UNREACHABLE.test(code)) || LOST.test(thrown.message)) {
    return new AppError('database_unavailable', { detail: 'Try again in a moment.', cause: thrown });
  }
  // Others wrap what the database said.
  return databaseErrorOf(thrown.cause);
}
