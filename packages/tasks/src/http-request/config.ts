import { z } from 'zod';
import { httpHeaders, requiredText } from '../fields.ts';
import { STATUS_PATTERN } from './status.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;
const scalar = z.union([z.string(), z.number(), z.boolean()]);

export const httpRequestConfig = z
  .strictObject({
    method: z.enum(methods).default('GET').meta({
      title: 'Method',
      description: 'GET reads, POST creates, PUT and PATCH change, DELETE removes.',
    }),
    url: requiredText(z.string().max(8192))
      .refine(isHttpUrl, 'must be a full address that starts with http:// or https://')
      .meta({
        title: 'Address',
        description: 'Full address to call, e.g. https://api.example.com/tickets/{{ input.id }}.',
        examples: ['https://api.example.com/tickets'],
      }),
    query: z
      .record(z.string(), z.union([scalar, z.null(), z.array(scalar)]))
      .default({})
      .meta({
        title: 'Query parameters',
        description:
          'Added to the address after "?", e.g. state = open. A list gives the parameter several times.',
        examples: [{ state: 'open' }],
        widget: 'keyValue',
      }),
    headers: httpHeaders()
      .prefault({})
      .meta({
        title: 'Headers',
        description: 'Headers of the request, e.g. Authorization = Bearer {{ secrets.apiToken }}.',
        examples: [{ Authorization: 'Bearer {{ secrets.apiToken }}' }],
      }),
    body: z
      .unknown()
      .optional()
      .meta({
        title: 'Body',
        description:
          'What to send: an object or a list goes out as JSON, text as it is, e.g. {{ input }} or { "title": "{{ input.title }}" }.',
        examples: [{ title: '{{ input.title }}' }],
        widget: 'json',
      }),
    expect: z
      .strictObject({
        status: z
          .array(
            z.union([
              z.int().min(100).max(599),
              z.string().regex(STATUS_PATTERN, 'must be a status such as "404", or a hundred such as "2xx"'),
            ]),
          )
          .max(20)
          .optional()
          .meta({
            title: 'Statuses that are a success',
            description: 'E.g. 2xx and 404. Left empty, every status below 400 is.',
            examples: [['2xx', '404']],
          }),
      })
      .optional()
      .meta({
        title: 'Expected answer',
        description: 'What counts as a success; anything else is an error.',
      }),
  })
  .refine((config) => !isBodyless(config.method) || !hasBody(config.body), {
    message: 'a GET or HEAD request has no body: choose POST, PUT or PATCH, or leave the body empty',
    path: ['body'],
  });
export type HttpRequestConfig = z.output<typeof httpRequestConfig>;

function isHttpUrl(address: string): boolean {
  return URL.canParse(address) && ['http:', 'https:'].includes(new URL(address).protocol);
}

function isBodyless(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** An empty form field is no body. */
export function hasBody(body: unknown): boolean {
  return body !== undefined && body !== null && body !== '';
}
