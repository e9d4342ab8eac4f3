export { builtInTasks } from './built-in-tasks.ts';
export {
  type Decision,
  defineTask,
  type EffectContext,
  type HumanTaskRequest,
  type MailMessage,
  type MaybePromise,
  type PureContext,
  RetryableError,
  type TaskContext,
  type TaskFailure,
  type TaskResult,
  type TaskType,
  TerminalError,
  type Wait,
  type WakeCause,
  type WebhookResponse,
} from './define-task.ts';
export {
  createGuardedFetch,
  type GuardedFetch,
  type GuardedFetchOptions,
} from './guarded-fetch/guarded-fetch.ts';
export { createMailer, type Mailer, type MailerOptions, type SentMail } from './mailer/mailer.ts';
export { createTaskRegistry, type TaskRegistry } from './registry.ts';
