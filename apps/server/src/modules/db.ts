import type { Database } from '@innoflow/db';
import type { Kysely } from 'kysely';

/** The database, or a transaction of it; repositories are always given one. */
export type Db = Kysely<Database>;
