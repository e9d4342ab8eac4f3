import { defineTask } from '../define-task.ts';
import { emailSendConfig } from './config.ts';

/** Hands one message to the mail server. A repeated attempt carries the same Message-ID. */
export const emailSend = defineTask({
  type: 'email.send',
  kind: 'effect',
  title: 'Send an email',
  help: 'Send a message by email.',
  icon: 'mail',
  family: 'integration',
  summary: '{to}',
  config: emailSendConfig,
  outcomes: ['success', 'error'],
  mainOutcome: 'success',
  async run(config, context) {
    context.signal.throwIfAborted();
    const { messageId, rejected = [] } = await context.sendMail({
      ...config,
      from: config.from || undefined,
      text: config.text ?? (config.html ? undefined : ''),
      idempotencyKey: context.idempotencyKey,
    });
    if (rejected.length > 0) {
      context.log('warn', `the mail server refused these recipients: ${rejected.join(', ')}`);
    }
    return { outcome: 'success', output: { messageId } };
  },
});
