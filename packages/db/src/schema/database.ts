import { accessTables } from './access.ts';
import type { TableTypes } from './column.ts';
import { humanTaskTables } from './human-tasks.ts';
import { identityTables } from './identity.ts';
import { runTables } from './runs.ts';
import { workflowTables } from './workflows.ts';

/** Every table, as data. */
export const tables = {
  ...identityTables,
  ...workflowTables,
  ...runTables,
  ...humanTaskTables,
  ...accessTables,
} as const;

/** The tables as Kysely types them: `Selectable<Database['runs']>` is a row. */
export type Database = { [Name in keyof typeof tables]: TableTypes<(typeof tables)[Name]> };
