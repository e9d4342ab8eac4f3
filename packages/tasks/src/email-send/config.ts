import { z } from 'zod';
import { requiredText, text } from '../fields.ts';
import { formatAddress, parseAddresses } from '../mailer/addresses.ts';

/** `"a@x.org, Bob <b@y.org>"` or a list of such texts, as a list with one address each. */
const addressList = z.union([z.string(), z.array(z.string()).max(1000)]).transform((value, context) => {
  const texts = (Array.isArray(value) ? value : [value]).filter((one) => one.trim() !== '');
  return texts.flatMap((one) => {
    const { addresses, invalid } = parseAddresses(one);
    for (const bad of invalid) {
      context.addIssue({ code: 'custom', message: `"${bad}" is not a mail address such as ada@example.com` });
    }
    return addresses.map(formatAddress);
  });
});

const sender = text().refine(
  (value) => {
    const { addresses, invalid } = parseAddresses(value);
    return value === '' || (addresses.length === 1 && invalid.length === 0);
  },
  { message: 'must be one mail address such as "Support <support@example.com>"' },
);

/** Headers are one line each: breaks and other control characters in a title become spaces. */
const subjectLine = text(z.string().max(10_000)).transform((value) =>
  value.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim(),
);

const attachment = z.strictObject({
  filename: requiredText(z.string().max(255))
    .refine((name) => !/[\p{Cc}/\\]/u.test(name), 'must be a plain file name')
    .meta({ title: 'File name', description: 'Name of the file as the reader sees it, e.g. invoice.pdf.' }),
  content: z
    .preprocess(
      (value) => (typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : value),
      text(),
    )
    .meta({
      title: 'Content',
      description: 'What is in the file: text, or base64, e.g. {{ tasks.download.output.body.base64 }}.',
      widget: 'multiline',
    }),
  encoding: z.enum(['utf8', 'base64']).default('utf8').meta({
    title: 'Content is',
    description: 'Text (utf8), or base64 for anything else.',
  }),
  contentType: z
    .string()
    .max(200)
    .regex(
      /^[\w.+-]+\/[\w.+-]+(\s*;\s*[\w.+-]+=[\w.+"-]+)*$/,
      'must be a media type such as "application/pdf"',
    )
    .optional()
    .meta({
      title: 'Media type',
      description: 'E.g. application/pdf. Left empty, it follows from the file name.',
    }),
});

export const emailSendConfig = z.strictObject({
  to: addressList
    .refine((list) => list.length > 0, 'needs at least one address')
    .meta({
      title: 'To',
      description: 'Who gets it: one address or several with commas, e.g. {{ input.email }}.',
      examples: ['ada@example.com, Bob <bob@example.com>'],
    }),
  cc: addressList.prefault('').meta({
    title: 'Copy (Cc)',
    description: 'Who gets a copy that everybody sees.',
  }),
  bcc: addressList.prefault('').meta({
    title: 'Hidden copy (Bcc)',
    description: 'Who gets a copy that nobody else sees.',
  }),
  from: sender.optional().meta({
    title: 'From',
    description:
      'Sender, e.g. Support <support@example.com>. Left empty, it is the one of this installation.',
    examples: ['Support <support@example.com>'],
  }),
  subject: subjectLine.prefault('').meta({
    title: 'Subject',
    description: 'E.g. New incident: {{ input.title }}.',
    examples: ['New incident: {{ input.title }}'],
  }),
  text: text().optional().meta({
    title: 'Text',
    description: 'The message as plain text.',
    widget: 'multiline',
  }),
  html: text().optional().meta({
    title: 'HTML',
    description: 'The message as HTML, for readers that show it; the text is for the others.',
    widget: 'multiline',
  }),
  attachments: z.array(attachment).max(50).prefault([]).meta({
    title: 'Attachments',
    description: 'Files to send along.',
  }),
});
