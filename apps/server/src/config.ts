import { resolve } from 'node:path';
import { z } from 'zod';

/** The environment names a role: `api` answers, `worker` advances runs, `all` (default) does both. */
const processRoles = ['all', 'api', 'worker'] as const;

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
const flag = z
  .string()
  .toLowerCase()
  .pipe(z.enum(['true', 'false', '1', '0', 'yes', 'no', 'on', 'off'], 'must be true or false'))
  .transform((text) => ['true', '1', 'yes', 'on'].includes(text));
const originUrl = z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' });
const origins = list.pipe(z.array(originUrl.transform((url) => new URL(url).origin)));

const environmentSchema = z.object({
  NODE_ENV: z.string().optional(),
  PORT: z.coerce.number('must be a port number').int().min(0).max(65_535).default(8000),
  HOST: z.string().default('127.0.0.1'),
  ROLE: z.enum(processRoles, 'must be all, api or worker').default('all'),
  INNOFLOW_DATA: z.string().default('./data'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be like postgres://user:pass@host:5432/db' })
    .optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be like redis://host:6379/0' }).optional(),
  SECRET_KEY: z.string().min(12, 'must have at least 12 characters; 32 random ones are right').optional(),
  DEBUG: flag.default(false),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
  ALLOWED_HOSTS: list.default([]),
  PUBLIC_URL: originUrl.optional(),
  FRONTEND_URL: originUrl.optional(),
  CORS_ALLOWED_ORIGINS: origins.default([]),
  TRUSTED_PROXIES: list.default([]),
  REGISTRATION: z.enum(['open', 'closed'], 'must be open or closed').default('open'),
  ALLOW_PRIVATE_NETWORK: flag.optional(),
  MAX_BODY_BYTES: z.coerce.number('must be a number of bytes').int().min(1024).default(1_048_576),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be like smtp://user:pass@host:587' }).optional(),
  SMTP_HOST: z.string().optional(),
  SMTP_PORT: z.coerce.number('must be a port number').int().min(1).max(65_535).default(587),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  EMAIL_FROM: z.string().optional(),
  METRICS_TOKEN: z.string().optional(),
  OPENAI_API_KEY: z.string().optional(),
  ANTHROPIC_API_KEY: z.string().optional(),
});

export type Config = ReturnType<typeof parseConfig>;

/**
 * The settings of this process. An empty value counts as not set. Throws one error that names every wrong setting
 * and the rule it breaks, without its value, which may be a secret.
 */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>) {
  const given = Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== '');
  const parsed = environmentSchema.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`the environment has wrong settings:\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  const loopback = isLoopback(env.HOST);
  const frontendUrl = env.FRONTEND_URL ?? env.PUBLIC_URL;
  const known = [env.PUBLIC_URL, env.FRONTEND_URL].filter((url) => url !== undefined);
  return {
    production: env.NODE_ENV !== 'development' && env.NODE_ENV !== 'test',
    test: env.NODE_ENV === 'test',
    role: env.ROLE,
    host: env.HOST,
    port: env.PORT,
    dataDir: resolve(env.INNOFLOW_DATA),
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    secretKey: env.SECRET_KEY,
    logLevel: env.LOG_LEVEL ?? (env.DEBUG ? ('debug' as const) : ('info' as const)),
    /** Empty: every host name is accepted. */
    allowedHosts: env.ALLOWED_HOSTS,
    /** Under which programs reach us, e.g. webhooks, when the operator says so; else the address that a request names. */
    publicUrl: env.PUBLIC_URL,
    /** Under which people open the pages, for links in mails and redirects. */
    frontendUrl,
    /** Origins besides our own whose pages may call the API. */
    allowedOrigins: [...new Set([...env.CORS_ALLOWED_ORIGINS, ...known.map((url) => new URL(url).origin)])],
    secureCookies: frontendUrl?.startsWith('https:') ?? false,
    trustedProxies: env.TRUSTED_PROXIES,
    registration: env.REGISTRATION,
    allowPrivateNetwork: env.ALLOW_PRIVATE_NETWORK ?? loopback,
    maxBodyBytes: env.MAX_BODY_BYTES,
    mail: { smtpUrl: env.SMTP_URL ?? smtpUrlOf(env), from: env.EMAIL_FROM },
    metricsToken: env.METRICS_TOKEN,
  };
}

/** `.env` of the working directory, then the environment, which wins. */
export function readEnvironment(): NodeJS.ProcessEnv {
  try {
    process.loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error; // loadEnvFile throws only system errors
  }
  return process.env;
}

export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
  );
}

function smtpUrlOf(env: z.output<typeof environmentSchema>): string | undefined {
  if (env.SMTP_HOST === undefined) return undefined;
  const url = new URL(`${env.SMTP_PORT === 465 ? 'smtps' : 'smtp'}://${env.SMTP_HOST}:${env.SMTP_PORT}`);
  if (env.SMTP_USER !== undefined) url.username = encodeURIComponent(env.SMTP_USER);
  if (env.SMTP_PASSWORD !== undefined) url.password = encodeURIComponent(env.SMTP_PASSWORD);
  return url.href;
}
