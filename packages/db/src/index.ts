export {
  type EmbeddedAddress,
  EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './embedded/embedded-postgres.ts';
export { identityMapping } from './identity-mapping.ts';
export type { Logger } from './logger.ts';
export { migrate } from './migrate.ts';
export { type OpenDatabaseOptions, type OpenedDatabase, openDatabase } from './open-database.ts';
export { ensurePartitions } from './partitions.ts';
export { createPool, type PoolSettings } from './pool.ts';
export type { Database } from './schema/database.ts';
export { uuidv7, uuidv7Floor } from './uuidv7.ts';
