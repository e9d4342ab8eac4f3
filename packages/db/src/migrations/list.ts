import type { Migration } from 'kysely/migration';
import { identity } from './0001-identity.ts';
import { workflows } from './0002-workflows.ts';
import { runs } from './0003-runs.ts';
import { humanTasks } from './0004-human-tasks.ts';
import { access } from './0005-access.ts';
import { activeRuns } from './0006-active-runs.ts';

/** Forward-only: a released migration is never edited and has no `down`; a change is the next number. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-identity': identity,
  '0002-workflows': workflows,
  '0003-runs': runs,
  '0004-human-tasks': humanTasks,
  '0005-access': access,
  '0006-active-runs': activeRuns,
};
