import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { EXPORTED_ID, parsePage, parseText, type Template } from './web-page.ts';

/** One file of the export, held in memory; the whole export has a few megabytes. */
export type WebFile =
  | { kind: 'page'; template: Template }
  | { kind: 'text'; template: Template; tag: string }
  | {
      kind: 'asset';
      type: string;
      tag: string;
      immutable: boolean;
      body: Buffer;
      packed: Map<Encoding, Promise<Buffer>>;
    };

export type Encoding = 'br' | 'gzip';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

export type WebExport = {
  /** The file at a path of the address (decoded, without query), and the id that stands in it. */
  find(path: string): { file: WebFile; id: string } | undefined;
  /** The page for addresses that do not exist. */
  notFound: Template;
};

/** Reads what `next build` has written. Throws when it is not there. */
export async function loadWebExport(directory: string): Promise<WebExport> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(
    (error: unknown) => {
      throw new Error(`there is no build of the web at ${directory}: run "npm run build"`, { cause: error });
    },
  );
  const files = new Map<string, WebFile>();
  await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        const address = `/${relative(directory, path).split(sep).join('/')}`;
        files.set(addressOf(address), toFile(address, await readFile(path)));
      }),
  );
  const notFound = files.get('/404');
  if (notFound?.kind !== 'page')
    throw new Error(`the build of the web at ${directory} has no 404.html: build again`);
  return {
    notFound: notFound.template,
    find(path) {
      const exact = files.get(path);
      if (exact) return { file: exact, id: EXPORTED_ID };
      const id = UUID.exec(path)?.[0];
      if (id === undefined) return undefined;
      const file = files.get(path.replace(id, EXPORTED_ID));
      return file && file.kind !== 'asset' ? { file, id: id.toLowerCase() } : undefined;
    },
  };
}

/** `/index.html` answers `/`, `/workflows.html` answers `/workflows`. */
function addressOf(path: string): string {
  if (path === '/index.html') return '/';
  return path.endsWith('.html') ? path.slice(0, -'.html'.length) : path;
}

function toFile(address: string, body: Buffer): WebFile {
  const extension = extname(address);
  const tag = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  if (extension === '.html') return { kind: 'page', template: parsePage(body.toString('utf8')) };
  if (extension === '.txt') return { kind: 'text', template: parseText(body.toString('utf8')), tag };
  return {
    kind: 'asset',
    type: types[extension] ?? 'application/octet-stream',
    tag,
    immutable: address.startsWith('/_next/static/'),
    body,
    packed: new Map(),
  };
}

const PACKABLE = /^(text\/|application\/(json|manifest)|image\/svg)/;
const SMALL = 1_024;
const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** The best encoding that the client takes and that is worth it; packed once, on the first request for it. */
export function packAsset(
  asset: Extract<WebFile, { kind: 'asset' }>,
  accepted: string | undefined,
): { encoding: Encoding; body: Promise<Buffer> } | undefined {
  if (accepted === undefined || asset.body.length < SMALL || !PACKABLE.test(asset.type)) return undefined;
  const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
  if (!encoding) return undefined;
  let body = asset.packed.get(encoding);
  if (!body) {
    body =
      encoding === 'br'
        ? brotli(asset.body, { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } })
        : zip(asset.body, { level: 7 });
    asset.packed.set(encoding, body);
  }
  return { encoding, body };
}
