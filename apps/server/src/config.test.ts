import { expect, test } from 'vitest';
import { parseConfig } from './config.ts';

test('without any setting it serves loopback on port 8000 with its data in ./data', () => {
  expect(parseConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 8000,
    role: 'all',
    dataDir: `${process.cwd()}/data`,
    databaseUrl: undefined,
    registration: 'open',
    allowPrivateNetwork: true,
    maxBodyBytes: 1_048_576,
    secureCookies: false,
    logLevel: 'info',
    mail: { smtpUrl: undefined, from: undefined },
  });
});

test('an empty value counts as not set', () => {
  const names = [
    'PORT',
    'HOST',
    'DATABASE_URL',
    'REDIS_URL',
    'SECRET_KEY',
    'REGISTRATION',
    'DEBUG',
    'SMTP_URL',
  ];
  const empty = Object.fromEntries(names.map((name) => [name, '']));
  expect(parseConfig(empty)).toEqual(parseConfig({}));
});

test('every wrong setting is named with its rule, and none with its value', () => {
  const read = () =>
    parseConfig({
      PORT: 'eighty',
      DATABASE_URL: 'mysql://user:hunter2@host/db',
      SECRET_KEY: 'short',
      DEBUG: 'maybe',
    });
  expect(read).toThrow(/PORT: must be a port number/);
  expect(read).toThrow(/DATABASE_URL: must be like postgres:/);
  expect(read).toThrow(/SECRET_KEY: must have at least 12 characters/);
  expect(read).toThrow(/DEBUG: must be true or false/);
  expect(read).not.toThrow(/hunter2/);
});

test('tasks may reach private addresses on a loopback installation only, unless the operator says so', () => {
  for (const HOST of ['127.0.0.1', '127.1.2.3', 'localhost', '::1']) {
    expect(parseConfig({ HOST }).allowPrivateNetwork, HOST).toBe(true);
  }
  for (const HOST of ['0.0.0.0', '::', '10.0.0.5', '127.0.0.1.evil.example']) {
    expect(parseConfig({ HOST }).allowPrivateNetwork, HOST).toBe(false);
  }
  expect(parseConfig({ HOST: '0.0.0.0', ALLOW_PRIVATE_NETWORK: 'true' }).allowPrivateNetwork).toBe(true);
  expect(parseConfig({ ALLOW_PRIVATE_NETWORK: 'false' }).allowPrivateNetwork).toBe(false);
});

test('mail is set by one address or by its parts', () => {
  const parts = { SMTP_HOST: 'mail.example.com', SMTP_USER: 'me@x', SMTP_PASSWORD: 'p/w' };
  expect(parseConfig(parts).mail.smtpUrl).toBe('smtp://me%40x:p%2Fw@mail.example.com:587');
  expect(parseConfig({ ...parts, SMTP_PORT: '465' }).mail.smtpUrl).toMatch(/^smtps:/);
  expect(parseConfig({ ...parts, SMTP_URL: 'smtp://other' }).mail.smtpUrl).toBe('smtp://other');
});

test('origins are kept as browsers send them', () => {
  const { allowedOrigins, secureCookies } = parseConfig({
    FRONTEND_URL: 'https://flow.example.com/app/',
    CORS_ALLOWED_ORIGINS: 'http://localhost:3000/, https://flow.example.com',
  });
  expect(allowedOrigins).toEqual(['http://localhost:3000', 'https://flow.example.com']);
  expect(secureCookies).toBe(true);
});
