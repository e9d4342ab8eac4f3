import { ensurePartitions, migrate, type OpenedDatabase, openDatabase } from '@innoflow/db';
import { destination, type Logger, pino } from 'pino';
import { type Config, parseConfig, readEnvironment } from '../config.ts';
import { loggerOptions } from '../plugins/logging.ts';
import { loadSecretKey } from '../secret-key.ts';

export type Opened = { config: Config; logger: Logger; database: OpenedDatabase; secretKey: Buffer };

/** What every command stands on: the settings, the database with the newest schema, the secret. */
export async function open(): Promise<Opened> {
  const config = parseConfig(readEnvironment());
  // What a command prints is its answer; what it logs goes aside, and only if it matters.
  const level = config.logLevel === 'info' ? 'warn' : config.logLevel;
  return openWith(config, pino(loggerOptions(level), destination(2)));
}

/** The same for a server, which logs to its standard output. */
export async function openForServing(overrides: Record<string, string> = {}): Promise<Opened> {
  const config = parseConfig({ ...readEnvironment(), ...overrides });
  return openWith(config, pino(loggerOptions(config.logLevel)));
}

async function openWith(config: Config, logger: Logger): Promise<Opened> {
  const { databaseUrl, dataDir } = config;
  const [database, secretKey] = await Promise.all([
    openDatabase({ databaseUrl, dataDir, logger }),
    loadSecretKey(config.secretKey, dataDir),
  ]);
  try {
    const applied = await migrate(database.pool);
    if (applied.length > 0) logger.info({ applied }, 'database migrated');
    await ensurePartitions(database.pool, new Date());
  } catch (error) {
    await database.close();
    throw error;
  }
  return { config, logger, database, secretKey };
}
