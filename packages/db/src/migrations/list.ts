import type { Migration } from 'kysely/migration';
import * as identity from './0001-identity.ts';
import * as workflows from './0002-workflows.ts';
import * as runs from './0003-runs.ts';
import * as humanTasks from './0004-human-tasks.ts';
import * as access from './0005-access.ts';

/** Forward-only: a released migration is never edited and has no `down`; a change is the next number. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-identity': identity,
  '0002-workflows': workflows,
  '0003-runs': runs,
  '0004-human-tasks': humanTasks,
  '0005-access': access,
};
