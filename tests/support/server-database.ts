import { join } from 'node:path';
import { createPool } from '@innoflow/db';
import type { InnoflowServer } from './innoflow-server.ts';

/** A look into the embedded PostgreSQL of a running server, through its socket. */
export function openServerDatabase(server: InnoflowServer, max = 1): ReturnType<typeof createPool> {
  const socketDirectory = encodeURIComponent(join(server.dataDirectory, 'postgres'));
  return createPool({ url: `postgresql://innoflow@localhost:5432/innoflow?host=${socketDirectory}`, max });
}
