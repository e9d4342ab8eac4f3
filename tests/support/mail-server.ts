import { once } from 'node:events';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export type Mail = { messageId: string; from: string; to: string[]; subject: string; text: string };

/** A real SMTP server on the loopback that keeps what it accepts. */
export class MailServer {
  readonly mails: Mail[] = [];
  readonly #server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, callback) => {
      simpleParser(stream).then(({ messageId = '', subject = '', text = '' }) => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom ? mailFrom.address : '';
        this.mails.push({ messageId, from, to: rcptTo.map(({ address }) => address), subject, text });
        callback();
      }, callback);
    },
  });

  get url(): string {
    const address = this.#server.server.address();
    if (address === null || typeof address === 'string') throw new Error('it does not listen');
    return `smtp://127.0.0.1:${address.port}`;
  }

  async start(): Promise<this> {
    // A client that is killed in the middle of a mail is no fault of ours.
    this.#server.on('error', () => undefined);
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server.server, 'listening');
    return this;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
