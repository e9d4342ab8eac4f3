import { access, constants, mkdir } from 'node:fs/promises';
import { openDatabase } from '@innoflow/db';
import { parseConfig, readEnvironment } from '../config.ts';
import { loadSecretKey } from '../secret-key.ts';

/** Tries what `start` needs, and says what is wrong. Exit code 1 when something is. */
export async function run(): Promise<void> {
  const config = await check(
    'settings',
    async () => parseConfig(readEnvironment()),
    () => 'all valid',
  );
  if (config === undefined) return;
  const { dataDir, databaseUrl } = config;
  await check(
    'data folder',
    async () => {
      await mkdir(dataDir, { recursive: true, mode: 0o700 });
      await access(dataDir, constants.R_OK | constants.W_OK);
    },
    () => dataDir,
  );
  await check(
    'secret key',
    () => loadSecretKey(config.secretKey, dataDir),
    () => (config.secretKey === undefined ? `${dataDir}/secret.key` : 'SECRET_KEY'),
  );
  await check(
    'database',
    async () => {
      const database = await openDatabase({ databaseUrl, dataDir, maxConnections: 1 });
      try {
        const { rows } = await database.pool.query<{ server_version: string }>('show server_version');
        const version = rows[0]?.server_version ?? '0';
        if (Number.parseInt(version, 10) < 15)
          throw new Error(`PostgreSQL ${version}; 15 or newer is needed`);
        return version;
      } finally {
        await database.close();
      }
    },
    (version) => `PostgreSQL ${version}, ${databaseUrl === undefined ? 'embedded' : 'DATABASE_URL'}`,
  );
  console.log(
    `${config.mail.smtpUrl === undefined ? '-' : '✓'} mail: ${config.mail.smtpUrl === undefined ? 'not set; e-mail tasks will fail' : 'set, not tried'}`,
  );
}

async function check<Result>(
  name: string,
  work: () => Promise<Result>,
  describe: (result: Result) => string,
): Promise<Result | undefined> {
  try {
    const result = await work();
    console.log(`✓ ${name}: ${describe(result)}`);
    return result;
  } catch (error) {
    console.log(`✗ ${name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
    return undefined;
  }
}
