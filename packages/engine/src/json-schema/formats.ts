import { z } from 'zod';

const formats: Readonly<Record<string, z.ZodType>> = {
  email: z.email(),
  uri: z.url(),
  url: z.url(),
  uuid: z.guid(),
  'date-time': z.iso.datetime({ offset: true, local: true }),
  date: z.iso.date(),
  time: z.iso.time(),
  duration: z.iso.duration(),
  hostname: z.hostname(),
  ipv4: z.ipv4(),
  ipv6: z.ipv6(),
};

/** Whether the text has the format; a format that is not known asks for nothing. */
export function matchesFormat(format: string, text: string): boolean {
  const schema = Object.hasOwn(formats, format) ? formats[format] : undefined;
  return schema === undefined || schema.safeParse(text).success;
}
