import { z } from 'zod';

/** Codes of the errors that end a task run or a run; `retryable` is the default, a task may say otherwise. */
export const taskErrorCodes = {
  http_status: { retryable: true, help: 'Look at the answer of the service in the output.' },
  http_unreachable: { retryable: true, help: 'Check the address and that the service is up.' },
  http_blocked: {
    retryable: false,
    help: 'The address may not be reached. If it is private, the operator can allow that with ALLOW_PRIVATE_NETWORK.',
  },
  smtp_not_configured: {
    retryable: false,
    help: 'Set SMTP_URL, e.g. smtp://user:password@mail.example.com:587.',
  },
  smtp_failed: { retryable: true, help: 'Check the mail server and the addresses.' },
  smtp_rejected: {
    retryable: false,
    help: 'The mail server refused the message: check sender and recipients.',
  },
  expression_failed: { retryable: false, help: 'Correct the expression, or give the value that it needs.' },
  expression_undefined: {
    retryable: false,
    help: 'The expression has no value here: mind its spelling, or give a default.',
  },
  expression_limit: { retryable: false, help: 'The expression took too long or too much: make it simpler.' },
  config_invalid: {
    retryable: false,
    help: 'After its expressions were filled in, the config breaks a rule.',
  },
  secret_missing: { retryable: false, help: 'Create the credential that the expression names.' },
  output_too_large: { retryable: false, help: 'Make the output smaller.' },
  timeout: { retryable: true, help: 'Raise the timeout, or find out why it takes so long.' },
  interrupted: {
    retryable: false,
    help: 'The server stopped while the task ran, and it must not run twice.',
  },
  run_timeout: { retryable: false, help: 'Raise settings.timeout of the workflow.' },
  outcome_unhandled: { retryable: false, help: 'Add a transition for the outcome.' },
  journal_invalid: {
    retryable: false,
    help: 'The journal of the run does not fit its version. Start the run again, and report this as a bug.',
  },
  task_limit: {
    retryable: false,
    help: 'The run started too many tasks: look for a loop that does not end.',
  },
  task_failed: { retryable: true, help: 'Look at the message.' },
} as const satisfies Record<string, { retryable: boolean; help: string }>;

export type TaskErrorCode = keyof typeof taskErrorCodes;

/** What a failed task run or run carries. `code` is one of taskErrorCodes or the task type's own. */
export const runErrorSchema = z
  .object({
    code: z.string(),
    message: z.string(),
    taskId: z.string().optional(),
    path: z.string().optional(),
    field: z.string().optional(),
    help: z.string().optional(),
  })
  .meta({ id: 'RunError' });
export type RunError = z.output<typeof runErrorSchema>;
