import type { RunError, TaskTypeDescriptor } from '@innoflow/contracts';
import { z } from 'zod';

/** A value, or a promise of it. Pure tasks stay synchronous when they can: the worker then advances without a pause. */
export type MaybePromise<T> = T | Promise<T>;

export type TaskResult = { outcome: string; output?: unknown };

/** What a webhook caller gets; delivered once the journal is committed. */
export type WebhookResponse = { status: number; headers: Record<string, string>; body: unknown };

/** What every task sees. There is no database here and no clock but `now`. */
export type TaskContext = {
  readonly runId: string;
  readonly path: string;
  readonly attempt: number;
  /** Milliseconds since 1970, taken once for the task run. */
  readonly now: number;
  /** Evaluates a bare expression of the config (a field listed in `expressions`) in the scope of the task run. */
  evaluate(source: string): MaybePromise<unknown>;
};

export type PureContext = TaskContext & {
  /** Answers the webhook caller that waits for this run, if any. */
  respond(response: WebhookResponse): void;
};

export type MailMessage = {
  from?: string;
  to: string[];
  cc: string[];
  bcc: string[];
  subject: string;
  text?: string;
  html?: string;
  attachments: { filename: string; content: string; encoding: 'utf8' | 'base64'; contentType?: string }[];
  /** The Message-ID is made from it, so that mailboxes recognize a message that was sent twice. */
  idempotencyKey?: string;
};

export type EffectContext = TaskContext & {
  /** The same for every attempt of a task run and after a crash. */
  readonly idempotencyKey: string;
  /** Ends the effect on cancellation and timeout. */
  readonly signal: AbortSignal;
  /** Like the global fetch, but refuses private addresses unless the operator allows them. */
  fetch(url: string, init?: RequestInit): Promise<Response>;
  /**
   * Hands a message to the configured mail server; `rejected` are recipients that it refused while taking others.
   * Errors: smtp_not_configured, smtp_rejected, smtp_failed.
   */
  sendMail(message: MailMessage): Promise<{ messageId: string; rejected?: string[] }>;
  log(level: 'info' | 'warn' | 'error', message: string): void;
};

/** What a parked task run waits for. Any of the parts may be left out; the first that comes wins. */
export type Wait = {
  /** Milliseconds since 1970. */
  wakeAt?: number;
  /** An event; `match` is a bare expression over the scope plus `payload`; early ones count when `keepEarly`. */
  event?: { name: string; match?: string; keepEarly: boolean };
  /** A decision by a person. */
  person?: HumanTaskRequest;
};

export type HumanTaskRequest = {
  type: 'approval';
  title: string;
  description: string;
  assignees: string[];
  form: Record<string, unknown> | null;
  outcomes: string[];
  dueAt: number | null;
};

export type Decision = {
  outcome: string;
  values: Record<string, unknown>;
  comment: string | null;
  decidedBy: string;
  decidedAt: string;
};

/** Why a parked task run goes on. */
export type WakeCause =
  | { kind: 'timer' }
  | { kind: 'event'; payload: unknown }
  | { kind: 'person'; decision: Decision };

type Base<C extends z.ZodType> = {
  type: string;
  title: string;
  help: string;
  icon: string;
  family: TaskTypeDescriptor['family'];
  summary: string;
  config: C;
  outcomes: string[];
  outcomesFrom?: TaskTypeDescriptor['outcomesFrom'];
  mainOutcome: string | null;
  expressions?: string[];
  expressionNames?: string[];
};

export type TaskType<C extends z.ZodType = z.ZodType> = Base<C> &
  (
    | { kind: 'pure'; run(config: z.output<C>, context: PureContext): MaybePromise<TaskResult> }
    | { kind: 'effect'; run(config: z.output<C>, context: EffectContext): Promise<TaskResult> }
    | {
        kind: 'wait';
        begin(config: z.output<C>, context: TaskContext): MaybePromise<Wait>;
        /** Pure: the result that the cause leads to. `config` comes from the journal. */
        resume(config: z.output<C>, cause: WakeCause, now: number): TaskResult;
      }
    | { kind: 'end'; run(config: z.output<C>): { outcome: string | null; terminate: boolean } }
  );

/** Declares a task type. `config` is its zod schema; the form in the designer is made from it. */
export function defineTask<const C extends z.ZodType>(task: TaskType<C>): TaskType<C> {
  return task;
}

/** The pure data of a task type, for the designer and for validation. */
export function describeTask(task: TaskType): TaskTypeDescriptor {
  const { type, title, help, icon, family, summary, outcomes, outcomesFrom, mainOutcome, kind } = task;
  return {
    type,
    title,
    help,
    icon,
    family,
    summary,
    configSchema: z.toJSONSchema(task.config, {
      io: 'input',
      unrepresentable: 'any',
      override: keepExamples,
    }),
    outcomes,
    ...(outcomesFrom ? { outcomesFrom } : {}),
    mainOutcome,
    kind,
    expressions: task.expressions ?? [],
    ...(task.expressionNames ? { expressionNames: task.expressionNames } : {}),
  };
}

/** zod drops the examples of a schema with a transform; ours are examples of what one writes into the config. */
function keepExamples(made: { zodSchema: z.core.$ZodTypes; jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const examples = z.globalRegistry.get(made.zodSchema)?.examples;
  if (Array.isArray(examples)) made.jsonSchema.examples = examples;
}

/** An error that no retry can mend. `output` is kept as the output of the task run. */
export class TerminalError extends Error {
  readonly code: string;
  readonly output: unknown;
  constructor(code: string, message: string, options: { output?: unknown; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'TerminalError';
    this.code = code;
    this.output = options.output;
  }
}

/** An error that a retry may mend; `retryAfterMs` says how long the other side asks to wait. */
export class RetryableError extends Error {
  readonly code: string;
  readonly output: unknown;
  readonly retryAfterMs: number | undefined;
  constructor(
    code: string,
    message: string,
    options: { output?: unknown; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'RetryableError';
    this.code = code;
    this.output = options.output;
    this.retryAfterMs = options.retryAfterMs;
  }
}

export type TaskFailure = RunError;
