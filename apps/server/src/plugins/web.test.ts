import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { registerWeb } from './web.ts';
import { EXPORTED_ID } from './web-page.ts';

const id = '019ab1c2-7d3e-7000-8000-0123456789ab';
const script = 'console.log(1);'.repeat(200);
const files = {
  'index.html':
    '<html><head><script>theme()</script></head><body>Home<script src="/_next/static/a.js" async=""></script></body></html>',
  '404.html': '<html><body>Nothing here<script src="/_next/static/a.js"></script></body></html>',
  'workflows.html': '<html><body>Workflows</body></html>',
  [`workflows/${EXPORTED_ID}.html`]: `<html><body data-id="${EXPORTED_ID}"><script>self.__next_f.push([1,"${EXPORTED_ID}"])</script></body></html>`,
  [`workflows/${EXPORTED_ID}.txt`]: `0:{"c":["","workflows","${EXPORTED_ID}"]}`,
  [`workflows/${EXPORTED_ID}/__next.!KGFwcCk.workflows.$d$id.__PAGE__.txt`]: `1:"${EXPORTED_ID}"`,
  '_next/static/a.js': script,
  'icon.svg': '<svg/>',
};

let directory: string;
let app: FastifyInstance;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'innoflow-web-'));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), text);
  }
  app = fastify({ routerOptions: { ignoreTrailingSlash: true } });
  app.decorate('pageNotFound', null);
  app.setNotFoundHandler((request, reply) =>
    app.pageNotFound && !request.url.startsWith('/api/')
      ? app.pageNotFound(request, reply)
      : reply.code(404).send({ code: 'not_found' }),
  );
  app.get('/api/known', () => ({ known: true }));
  await registerWeb(app, { mode: 'production', exportDir: directory });
});

afterEach(async () => {
  await app.close();
  await rm(directory, { recursive: true });
});

test('every script of a page carries the nonce that its policy names, a new one for each answer', async () => {
  const first = await app.inject('/');
  const second = await app.inject('/');
  const nonce = /'nonce-([^']+)'/.exec(String(first.headers['content-security-policy']))?.[1];
  expect(first.statusCode).toBe(200);
  expect(first.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(first.body.match(/<script[^>]*>/g)).toEqual([
    `<script nonce="${nonce}">`,
    `<script nonce="${nonce}" src="/_next/static/a.js" async="">`,
  ]);
  expect(second.body).not.toContain(nonce);
});

test('a page has no ETag, so that no stored page meets the nonce of a later answer', async () => {
  const { headers } = await app.inject('/workflows');
  expect(headers.etag).toBeUndefined();
  expect(headers['cache-control']).toBe('no-cache');
});

test('the page of one thing carries the id of its address', async () => {
  const { statusCode, body } = await app.inject(`/workflows/${id}`);
  expect(statusCode).toBe(200);
  expect(body).toContain(`data-id="${id}"`);
  expect(body).toContain(`push([1,"${id}"])`);
  expect(body).not.toContain(EXPORTED_ID);
});

test.each([
  [`/workflows/${id}.txt?_rsc=abc`, `0:{"c":["","workflows","${id}"]}`],
  [`/workflows/${id}/__next.!KGFwcCk.workflows.$d$id.__PAGE__.txt`, `1:"${id}"`],
  [`/workflows/${id}/__next.!KGFwcCk.workflows.%24d%24id.__PAGE__.txt`, `1:"${id}"`],
])('the RSC text at %s carries the id', async (url, text) => {
  const { statusCode, body, headers } = await app.inject(url);
  expect(statusCode).toBe(200);
  expect(body).toBe(text);
  const again = await app.inject({ url, headers: { 'if-none-match': String(headers.etag) } });
  expect(again.statusCode).toBe(304);
});

test.each(['/workflows/no-id', `/workflows/${id}x`, `/workflows/"><script>`, '/../package.json'])(
  '%s is answered with the page for addresses that do not exist',
  async (url) => {
    const { statusCode, body, headers } = await app.inject({ url });
    expect(statusCode).toBe(404);
    expect(body).toContain('Nothing here');
    expect(headers['content-security-policy']).toContain("'nonce-");
  },
);

test('an unknown address of the API stays with the API', async () => {
  expect((await app.inject('/api/unknown')).json()).toEqual({ code: 'not_found' });
  expect((await app.inject('/api/known')).json()).toEqual({ known: true });
});

test('hashed files may be kept for ever, others are asked for again', async () => {
  const hashed = await app.inject('/_next/static/a.js');
  expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(hashed.headers['content-type']).toBe('text/javascript; charset=utf-8');
  const icon = await app.inject('/icon.svg');
  expect(icon.headers['cache-control']).toBe('no-cache');
  const again = await app.inject({
    url: '/icon.svg',
    headers: { 'if-none-match': String(icon.headers.etag) },
  });
  expect(again.statusCode).toBe(304);
  expect(again.body).toBe('');
});

test('files are packed as the client takes them, each form with a tag of its own', async () => {
  const url = '/_next/static/a.js';
  const plain = await app.inject(url);
  const br = await app.inject({ url, headers: { 'accept-encoding': 'gzip, deflate, br' } });
  const zipped = await app.inject({ url, headers: { 'accept-encoding': 'gzip' } });
  expect(plain.body).toBe(script);
  expect(brotliDecompressSync(br.rawPayload).toString()).toBe(script);
  expect(gunzipSync(zipped.rawPayload).toString()).toBe(script);
  expect(new Set([plain.headers.etag, br.headers.etag, zipped.headers.etag]).size).toBe(3);
  expect(br.headers.vary).toBe('accept-encoding');
});

test('HEAD gives the headers of a page', async () => {
  const { statusCode, body } = await app.inject({ method: 'HEAD', url: '/workflows' });
  expect(statusCode).toBe(200);
  expect(body).toBe('');
});

test('without a build the server says what to run', async () => {
  await expect(
    registerWeb(fastify(), { mode: 'production', exportDir: join(directory, 'none') }),
  ).rejects.toThrow('run "npm run build"');
});
