import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { z } from 'zod';
import { createMailer, type Mailer } from '../mailer/mailer.ts';
import { effectContext } from '../testing/contexts.ts';
import { configProblems, runEffect } from '../testing/run-task.ts';
import { startSmtpServer, type TestSmtpServer } from '../testing/smtp-server.ts';
import { emailSend } from './email-send.ts';

let server: TestSmtpServer;
let mailer: Mailer;

beforeAll(async () => {
  server = await startSmtpServer({
    onRcptTo: ({ address }, _session, callback) =>
      callback(address.startsWith('gone') ? Object.assign(new Error('gone'), { responseCode: 550 }) : null),
  });
  mailer = createMailer({ url: server.url, from: 'InnoFlow <innoflow@example.com>' });
});
beforeEach(() => {
  server.received.length = 0;
});
afterAll(async () => {
  mailer.close();
  await server.stop();
});

const context = () => effectContext({ sendMail: mailer.sendMail });
const send = (config: z.input<typeof emailSend.config>) => runEffect(emailSend, config, context());
const arrived = () => {
  const [first] = server.received;
  if (!first) throw new Error('no mail arrived');
  return first;
};
const textOf = (field: { text: string } | { text: string }[] | undefined) =>
  [field ?? []]
    .flat()
    .map(({ text }) => text)
    .join();

test('a message arrives with sender, recipients, subject, text and HTML', async () => {
  const result = await send({
    to: 'ada@example.com, "Byron, B" <bob@example.com>',
    cc: ['carl@example.com'],
    bcc: 'dora@example.com',
    subject: 'Störung: disk full',
    text: 'Hello ☃',
    html: '<p>Hello ☃</p>',
  });
  const { envelope, mail } = arrived();
  expect(result).toEqual({ outcome: 'success', output: { messageId: mail.messageId } });
  expect(envelope).toEqual({
    from: 'innoflow@example.com',
    to: ['ada@example.com', 'bob@example.com', 'carl@example.com', 'dora@example.com'],
  });
  expect(mail.subject).toBe('Störung: disk full');
  expect(mail.text?.trim()).toBe('Hello ☃');
  expect(mail.html).toBe('<p>Hello ☃</p>');
  expect(textOf(mail.to)).toBe('ada@example.com, "Byron, B" <bob@example.com>');
  expect(textOf(mail.cc)).toBe('carl@example.com');
  expect(textOf(mail.from)).toBe('"InnoFlow" <innoflow@example.com>');
});

test('the hidden copy is in no header', async () => {
  await send({ to: 'ada@example.com', bcc: 'dora@example.com', subject: 'x' });
  expect(arrived().raw).not.toContain('dora');
});

test('a sender in the config wins', async () => {
  await send({ to: 'ada@example.com', from: 'Support <support@example.org>' });
  expect(arrived().envelope.from).toBe('support@example.org');
});

test('attachments arrive as text, base64 and JSON', async () => {
  await send({
    to: 'ada@example.com',
    attachments: [
      { filename: 'note.txt', content: 'grüß' },
      { filename: 'dot.bin', content: Buffer.from([0, 255]).toString('base64'), encoding: 'base64' },
      { filename: 'data.json', content: { a: 1 }, contentType: 'application/json' },
    ],
  });
  const files = arrived().mail.attachments.map(({ filename, contentType, content }) => ({
    filename,
    contentType,
    content: content.toString('latin1'),
  }));
  expect(files).toEqual([
    { filename: 'note.txt', contentType: 'text/plain', content: Buffer.from('grüß').toString('latin1') },
    { filename: 'dot.bin', contentType: 'application/octet-stream', content: '\u0000ÿ' },
    { filename: 'data.json', contentType: 'application/json', content: '{\n  "a": 1\n}' },
  ]);
});

test('a repeated attempt carries the same Message-ID', async () => {
  const config = { to: 'ada@example.com', subject: 'x' };
  const first = await send(config);
  expect(await send(config)).toEqual(first);
});

test('line breaks in a subject start no header', async () => {
  await send({ to: 'ada@example.com', subject: 'Hi\r\nBcc: evil@example.org\r\n\r\nbody' });
  const { envelope, mail } = arrived();
  expect(mail.subject).toBe('Hi Bcc: evil@example.org body');
  expect(envelope.to).toEqual(['ada@example.com']);
  expect(mail.bcc).toBeUndefined();
});

test('a path or an address in a message is sent as text and never read', async () => {
  await send({ to: 'ada@example.com', html: '<img src="file:///etc/passwd">', text: '/etc/passwd' });
  const { mail } = arrived();
  expect(mail.text?.trim()).toBe('/etc/passwd');
  expect(mail.attachments).toEqual([]);
});

test('an empty text and a number in the subject are understood', async () => {
  await send({ to: 'ada@example.com', subject: 42, text: null });
  expect(arrived().mail.subject).toBe('42');
});

test('a recipient that the server refuses while it takes others is logged', async () => {
  const noting = context();
  await runEffect(emailSend, { to: 'ada@example.com, gone@example.com' }, noting);
  expect(noting.logged).toEqual(['warn the mail server refused these recipients: gone@example.com']);
});

test('when no recipient is taken the task fails for good', async () => {
  await expect(send({ to: 'gone@example.com' })).rejects.toMatchObject({
    name: 'TerminalError',
    code: 'smtp_rejected',
  });
});

test('addresses and files that cannot be sent are refused with their field', () => {
  const config = {
    to: 'ada, bob@example.com',
    cc: ['x@y@z'],
    from: 'nobody',
    attachments: [{ filename: '../passwd', content: '', contentType: 'a\r\nb' }],
  };
  expect(configProblems(emailSend, config)).toEqual([
    'to: "ada" is not a mail address such as ada@example.com',
    'cc: "x@y@z" is not a mail address such as ada@example.com',
    'from: must be one mail address such as "Support <support@example.com>"',
    'attachments.0.filename: must be a plain file name',
    'attachments.0.contentType: must be a media type such as "application/pdf"',
  ]);
  expect(configProblems(emailSend, { to: ' ' })).toEqual(['to: needs at least one address']);
});
