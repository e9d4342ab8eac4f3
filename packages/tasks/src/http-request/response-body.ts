import { TerminalError } from '../define-task.ts';

/** Longest answer that a task takes, in bytes after decompression. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** A body that is neither JSON nor text. */
export type BinaryBody = { base64: string; contentType: string };

/**
 * The body as its content type says: JSON parsed, text as text, anything else as base64; null when it is empty.
 * JSON that does not parse stays text. Over MAX_BODY_BYTES: TerminalError `output_too_large`.
 */
export async function readBody(response: Response, describe: string): Promise<unknown> {
  const bytes = await readBytes(response, describe);
  if (bytes.length === 0) return null;
  const header = response.headers.get('content-type') ?? '';
  const mediaType = (header.split(';')[0] ?? '').trim().toLowerCase();
  if (isJson(mediaType)) return parseJson(decode(bytes, header));
  if (isText(mediaType)) return decode(bytes, header);
  if (mediaType === '') return untyped(bytes);
  return { base64: Buffer.from(bytes).toString('base64'), contentType: header } satisfies BinaryBody;
}

async function readBytes(response: Response, describe: string): Promise<Uint8Array> {
  if (!response.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks, length);
    length += value.length;
    if (length > MAX_BODY_BYTES) {
      await reader.cancel();
      throw new TerminalError(
        'output_too_large',
        `${describe} answered with more than ${MAX_BODY_BYTES / 1024 / 1024} MB`,
      );
    }
    chunks.push(value);
  }
}

function isJson(mediaType: string): boolean {
  return mediaType === 'application/json' || mediaType === 'text/json' || mediaType.endsWith('+json');
}

const TEXT_TYPES = new Set([
  'application/x-www-form-urlencoded',
  'application/xml',
  'application/javascript',
  'application/ecmascript',
  'application/x-ndjson',
  'application/jsonl',
  'application/yaml',
  'application/x-yaml',
  'application/toml',
  'application/graphql',
  'application/sql',
]);

function isText(mediaType: string): boolean {
  return mediaType.startsWith('text/') || mediaType.endsWith('+xml') || TEXT_TYPES.has(mediaType);
}

function decode(bytes: Uint8Array, contentType: string): string {
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // A charset that nobody knows: UTF-8 is the best guess.
    return new TextDecoder().decode(bytes);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Without a content type it is text when it is UTF-8. */
function untyped(bytes: Uint8Array): unknown {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const base64 = Buffer.from(bytes).toString('base64');
    return { base64, contentType: 'application/octet-stream' } satisfies BinaryBody;
  }
}
