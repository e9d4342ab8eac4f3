import { ensurePartitions, migrate, type OpenedDatabase, openDatabase } from '@innoflow/db';
import { type Logger, pino } from 'pino';
import { type Config, parseConfig, readEnvironment } from '../config.ts';
import { loggerOptions } from '../plugins/logging.ts';
import { loadSecretKey } from '../secret-key.ts';

export type Opened = { config: Config; logger: Logger; database: OpenedDatabase; secretKey: Buffer };

/** Reads the settings, opens the database and brings it to the newest schema: what every command stands on. */
export async function open(overrides: Record<string, string> = {}): Promise<Opened> {
  const config = parseConfig({ ...readEnvironment(), ...overrides });
  const logger = pino(loggerOptions(config.logLevel));
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
