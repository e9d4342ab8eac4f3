import { afterEach, expect, test } from 'vitest';
import type { MailMessage } from '../define-task.ts';
import { startHttpServer } from '../testing/http-server.ts';
import { startSmtpServer, type TestSmtpServer } from '../testing/smtp-server.ts';
import { createMailer, type Mailer, type MailerOptions } from './mailer.ts';

let stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.toReversed()) await stop();
  stops = [];
});

async function smtp(options?: Parameters<typeof startSmtpServer>[0]): Promise<TestSmtpServer> {
  const server = await startSmtpServer(options);
  stops.push(() => server.stop());
  return server;
}

function mailer(options: MailerOptions): Mailer {
  const made = createMailer({ from: 'InnoFlow <innoflow@example.com>', ...options });
  stops.push(() => made.close());
  return made;
}

const message = (parts: Partial<MailMessage> = {}): MailMessage => ({
  to: ['ada@example.com'],
  cc: [],
  bcc: [],
  subject: 'Hello',
  text: 'Hi',
  attachments: [],
  ...parts,
});
const refuse = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });

test('without a mail server a message is refused with what to set', async () => {
  const unset = mailer({ url: undefined });
  expect(unset.configured).toBe(false);
  await expect(unset.sendMail(message())).rejects.toMatchObject({
    name: 'TerminalError',
    code: 'smtp_not_configured',
    message: 'no mail server is configured: set SMTP_URL',
  });
});

test('without any sender a message is refused with what to set', async () => {
  const { url } = await smtp();
  await expect(mailer({ url, from: undefined }).sendMail(message())).rejects.toMatchObject({
    code: 'smtp_not_configured',
    message: expect.stringContaining('EMAIL_FROM'),
  });
});

test('messages sent one after the other share a connection', async () => {
  let connections = 0;
  const server = await smtp({
    authOptional: true,
    onConnect: (_session, callback) => {
      connections += 1;
      callback();
    },
  });
  const pooled = mailer({ url: server.url });
  for (let count = 0; count < 5; count += 1) await pooled.sendMail(message());
  expect(server.received).toHaveLength(5);
  expect(connections).toBe(1);
});

test('the same key gives the same Message-ID and another key another one', async () => {
  const server = await smtp();
  const sender = mailer({ url: server.url });
  const first = await sender.sendMail(message({ idempotencyKey: 'run-1:mail' }));
  const again = await sender.sendMail(message({ idempotencyKey: 'run-1:mail' }));
  const other = await sender.sendMail(message({ idempotencyKey: 'run-2:mail' }));
  expect(first.messageId).toMatch(/^<[0-9a-f]{32}@example\.com>$/);
  expect(again.messageId).toBe(first.messageId);
  expect(other.messageId).not.toBe(first.messageId);
  expect(server.received.map(({ mail }) => mail.messageId)).toEqual([
    first.messageId,
    first.messageId,
    other.messageId,
  ]);
});

test.each([
  [550, 'no such user', 'TerminalError', 'smtp_rejected'],
  [554, 'spam', 'TerminalError', 'smtp_rejected'],
  [450, 'mailbox busy', 'RetryableError', 'smtp_failed'],
  [421, 'shutting down', 'RetryableError', 'smtp_failed'],
])('a server that answers %i "%s" gives a %s with code %s', async (status, text, name, code) => {
  const server = await smtp({ onRcptTo: (_address, _session, callback) => callback(refuse(status, text)) });
  await expect(mailer({ url: server.url }).sendMail(message())).rejects.toMatchObject({
    name,
    code,
    message: expect.stringContaining(text),
  });
});

test('a message that the server refuses after its data is rejected', async () => {
  const server = await smtp({
    onData: (stream, _session, callback) => {
      stream.resume();
      stream.on('end', () => callback(refuse(552, 'too big')));
    },
  });
  await expect(mailer({ url: server.url }).sendMail(message())).rejects.toMatchObject({
    code: 'smtp_rejected',
  });
});

test('a wrong password is rejected, and the message does not hold it', async () => {
  const server = await smtp({
    authOptional: false,
    onAuth: (_auth, _session, callback) => callback(refuse(535, 'bad login')),
  });
  const url = server.url.replace('smtp://', 'smtp://ada:hush-hush@');
  const failure: unknown = await mailer({ url })
    .sendMail(message())
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({ name: 'TerminalError', code: 'smtp_rejected' });
  expect(String(failure)).toContain('refused the login');
  expect(String(failure)).not.toContain('hush');
});

test('a server that nobody answers for is a failure that a retry may mend', async () => {
  const closed = await startHttpServer(() => {});
  await closed.stop();
  await expect(mailer({ url: `smtp://127.0.0.1:${closed.port}` }).sendMail(message())).rejects.toMatchObject({
    name: 'RetryableError',
    code: 'smtp_failed',
    message: expect.stringContaining('ECONNREFUSED'),
  });
});

test('a recipient that is refused while another is taken is named', async () => {
  const server = await smtp({
    onRcptTo: ({ address }, _session, callback) =>
      callback(address.startsWith('bob') ? refuse(550, 'no bob') : null),
  });
  const sent = await mailer({ url: server.url }).sendMail(
    message({ to: ['ada@example.com', 'bob@example.com'] }),
  );
  expect(sent.rejected).toEqual(['bob@example.com']);
  expect(server.received[0]?.envelope.to).toEqual(['ada@example.com']);
});

test('a line break in an address is refused before anything is sent', async () => {
  const server = await smtp();
  const to = ['ada@example.com\r\nBcc: bob@evil.org'];
  await expect(mailer({ url: server.url }).sendMail(message({ to }))).rejects.toMatchObject({
    code: 'smtp_rejected',
  });
  expect(server.received).toEqual([]);
});

test('an abort ends a message under way with the reason of the signal', async () => {
  const abort = new AbortController();
  const reason = new Error('run cancelled');
  const server = await smtp({ onMailFrom: () => abort.abort(reason) });
  await expect(mailer({ url: server.url }).sendMail(message(), { signal: abort.signal })).rejects.toBe(
    reason,
  );
});
