import { type RunError, type TaskErrorCode, taskErrorCodes } from '@innoflow/contracts';
import { ExpressionError } from '@innoflow/engine';
import { RetryableError, type TaskResult, TerminalError } from '@innoflow/tasks';
import { ZodError } from 'zod';

/** A failed attempt: what is written, and whether another attempt may mend it. */
export type Failure = {
  error: RunError;
  retryable: boolean;
  retryAfterMs?: number | undefined;
  output?: unknown;
};

/** How an effect ended. */
export type EffectOutcome = { result: TaskResult } | { failure: Failure };

const MAX_MESSAGE = 2_000;

/** Turns whatever a task threw into a failure; the place is added by the caller. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof TerminalError) {
    return { error: describe(thrown.code, thrown.message), retryable: false, output: thrown.output };
  }
  if (thrown instanceof RetryableError) {
    return {
      error: describe(thrown.code, thrown.message),
      retryable: true,
      retryAfterMs: thrown.retryAfterMs,
      output: thrown.output,
    };
  }
  if (thrown instanceof ExpressionError) {
    const error = describe(thrown.code, thrown.message);
    return {
      error: thrown.field === undefined ? error : { ...error, field: thrown.field },
      retryable: false,
    };
  }
  if (thrown instanceof ZodError) {
    const issue = thrown.issues[0];
    const field = ['config', ...(issue?.path ?? [])].join('.');
    return {
      error: { ...describe('config_invalid', `${field}: ${issue?.message ?? 'is invalid'}`), field },
      retryable: false,
    };
  }
  return {
    error: describe('task_failed', thrown instanceof Error ? thrown.message : String(thrown)),
    retryable: true,
  };
}

export function describe(code: string, message: string): RunError {
  const help = code in taskErrorCodes ? taskErrorCodes[code as TaskErrorCode].help : undefined; // checked by `in`
  // PostgreSQL's jsonb refuses the character 0.
  const text = message.replaceAll('\u0000', '').slice(0, MAX_MESSAGE);
  return help === undefined ? { code, message: text } : { code, message: text, help };
}
