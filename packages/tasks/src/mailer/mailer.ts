import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { type MailMessage, TerminalError } from '../define-task.ts';
import { type MailAddress, parseAddresses } from './addresses.ts';
import { smtpError } from './smtp-errors.ts';

export type MailerOptions = {
  /** `smtp://user:password@host:587` or `smtps://…`; without it every message is refused as smtp_not_configured. */
  url?: string | undefined;
  /** Sender of messages that name none, e.g. `InnoFlow <innoflow@example.com>`. */
  from?: string | undefined;
};

export type SentMail = { messageId: string; rejected: string[] };

export type Mailer = {
  readonly configured: boolean;
  /** Resolves when the server has taken the message for at least one recipient. An abort closes its connection. */
  sendMail(message: MailMessage, options?: { signal?: AbortSignal }): Promise<SentMail>;
  /** Closes the pool; messages under way are finished. */
  close(): void;
};

/** A pool of up to five connections to the mail server, opened when first needed. */
export function createMailer(options: MailerOptions): Mailer {
  const { url } = options;
  if (!url) return { configured: false, sendMail: () => Promise.reject(notConfigured()), close: () => {} };
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 5,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    dnsTimeout: 10_000,
    socketTimeout: 60_000,
    // A message must not be able to read files of this machine, nor fetch addresses past the guard.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    configured: true,
    async sendMail(message, { signal } = {}) {
      signal?.throwIfAborted();
      const from = senderOf(message.from ?? options.from);
      try {
        const sent = await transport.sendMail({
          from,
          to: message.to.map(oneAddress),
          cc: message.cc.map(oneAddress),
          bcc: message.bcc.map(oneAddress),
          subject: message.subject,
          text: message.text,
          html: message.html,
          attachments: message.attachments.map(({ filename, content, encoding, contentType }) => ({
            filename,
            content: Buffer.from(content, encoding),
            contentType,
          })),
          ...(message.idempotencyKey ? { messageId: messageIdOf(message.idempotencyKey, from) } : {}),
          ...(signal ? { signal } : {}),
        });
        return { messageId: sent.messageId, rejected: sent.rejected };
      } catch (error) {
        signal?.throwIfAborted();
        throw error instanceof TerminalError ? error : smtpError(error);
      }
    },
    close: () => transport.close(),
  };
}

function senderOf(from: string | undefined): MailAddress {
  if (!from) {
    throw new TerminalError(
      'smtp_not_configured',
      'there is no sender: set EMAIL_FROM, or "from" in the task',
    );
  }
  return oneAddress(from);
}

function oneAddress(text: string): MailAddress {
  const { addresses, invalid } = parseAddresses(text);
  const [address] = addresses;
  if (!address || addresses.length > 1 || invalid.length > 0) {
    throw new TerminalError('smtp_rejected', `"${invalid[0] ?? text}" is not one mail address`);
  }
  return address;
}

/** The same key and sender give the same Message-ID (RFC 5322, section 3.6.4). */
function messageIdOf(idempotencyKey: string, from: MailAddress): string {
  const hash = createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 32);
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  return `<${hash}@${/^[\x21-\x7e]+$/.test(domain) ? domain : 'innoflow.local'}>`;
}

function notConfigured(): TerminalError {
  return new TerminalError('smtp_not_configured', 'no mail server is configured: set SMTP_URL');
}
