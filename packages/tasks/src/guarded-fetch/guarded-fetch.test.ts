import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startHttpServer, type TestHttpServer } from '../testing/http-server.ts';
import { createGuardedFetch, type GuardedFetch } from './guarded-fetch.ts';

let server: TestHttpServer;
let strict: GuardedFetch;
let open: GuardedFetch;

beforeAll(async () => {
  server = await startHttpServer((request, response) => {
    const target = new URL(request.url, 'http://x').searchParams.get('to');
    if (target) response.writeHead(302, { location: target }).end();
    else response.end('hello');
  });
  strict = createGuardedFetch({ allowPrivate: false });
  open = createGuardedFetch({ allowPrivate: true });
});
beforeEach(() => {
  server.received.length = 0;
});
afterAll(async () => {
  await Promise.all([strict.close(), open.close()]);
  await server.stop();
});

const metadata = 'http://169.254.169.254/latest/meta-data/';

test.each([
  ['loopback', '127.0.0.1'],
  ['a name that resolves to loopback', 'localhost'],
  ['IPv6 loopback', '[::1]'],
  ['IPv4 mapped into IPv6', '[::ffff:127.0.0.1]'],
  ['a decimal address', '2130706433'],
  ['an octal and short address', '0177.1'],
  ['the unspecified address', '0.0.0.0'],
  ['a private network', '10.0.0.1'],
])('%s is blocked with the name of the host, and nothing is sent', async (_what, host) => {
  const url = new URL(`http://${host}:${server.port}/`);
  await expect(strict.fetch(url.href)).rejects.toMatchObject({
    name: 'TerminalError',
    code: 'http_blocked',
    message: `${url.hostname.replace(/^\[|\]$/g, '')} is a private address, which tasks may not reach here`,
  });
  expect(server.received).toEqual([]);
});

test('https is guarded like http', async () => {
  await expect(strict.fetch(`https://localhost:${server.port}/`)).rejects.toMatchObject({
    code: 'http_blocked',
  });
  await expect(strict.fetch(`https://127.0.0.1:${server.port}/`)).rejects.toMatchObject({
    code: 'http_blocked',
  });
});

test('an operator who allows private addresses lets tasks reach them', async () => {
  expect(await (await open.fetch(`${server.url}/`)).text()).toBe('hello');
  expect(await (await open.fetch(`http://localhost:${server.port}/`)).text()).toBe('hello');
});

test('the metadata address stays blocked when private addresses are allowed', async () => {
  await expect(open.fetch(metadata)).rejects.toMatchObject({
    code: 'http_blocked',
    message: '169.254.169.254 is a link-local or metadata address, which no task may reach',
  });
});

test('a redirect to a blocked address is blocked', async () => {
  await expect(open.fetch(`${server.url}/?to=${encodeURIComponent(metadata)}`)).rejects.toMatchObject({
    code: 'http_blocked',
  });
  const mapped = encodeURIComponent('http://[::ffff:a9fe:a9fe]/');
  await expect(open.fetch(`${server.url}/?to=${mapped}`)).rejects.toMatchObject({ code: 'http_blocked' });
  expect(server.received).toHaveLength(2);
});

test('a redirect to an allowed address is followed', async () => {
  const target = encodeURIComponent(`http://localhost:${server.port}/there`);
  expect(await (await open.fetch(`${server.url}/?to=${target}`)).text()).toBe('hello');
});

test.each(['file:///etc/passwd', 'data:text/plain,hello', 'ftp://example.com/'])(
  '%s is blocked: only http and https',
  async (url) => {
    await expect(open.fetch(url)).rejects.toMatchObject({ code: 'http_blocked' });
  },
);

test('a port of another protocol is blocked', async () => {
  await expect(open.fetch('http://127.0.0.1:25/')).rejects.toMatchObject({
    code: 'http_blocked',
    message: '127.0.0.1:25 is a port of another protocol, which fetch does not connect to',
  });
});

test('a redirect to another scheme is not followed', async () => {
  await expect(
    open.fetch(`${server.url}/?to=${encodeURIComponent('data:text/plain,hello')}`),
  ).rejects.toThrow();
});

test('requests after each other share connections', async () => {
  const ports = new Set<number | undefined>();
  const counting = await startHttpServer((_request, response) => {
    ports.add(response.socket?.remotePort);
    response.end('ok');
  });
  for (let count = 0; count < 10; count += 1) await (await open.fetch(counting.url)).text();
  expect(ports.size).toBeLessThan(10);
  await counting.stop();
});

test('an abort ends a request under way', async () => {
  const silent = await startHttpServer(() => {});
  const abort = new AbortController();
  const request = open.fetch(silent.url, { signal: abort.signal });
  abort.abort(new Error('cancelled'));
  await expect(request).rejects.toThrow('cancelled');
  await silent.stop();
});
