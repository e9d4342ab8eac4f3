import type { ScheduleConfig } from '@innoflow/contracts';
import { listFires } from './schedule.ts';

/** A fire that is taken up later than this counts as missed: nothing ran when it was due. */
const ON_TIME_MS = 30_000;
/** Fires that one look at a schedule starts at most; the latest count. */
const MOST_FIRES = 100;

/**
 * The fires to start now of a schedule whose next fire was to be at `due`: each that is on time, and of those that
 * were missed none (`skip`), the first (`once`) or each (`all`). The first is the one that is stored, so that a look
 * that is repeated after a crash comes to the same.
 */
export function firesToStart(config: ScheduleConfig, due: Date, now: Date): Date[] {
  const fires = listFires(config, due, now, MOST_FIRES);
  const onTimeFrom = now.getTime() - ON_TIME_MS;
  const onTime = fires.filter((fire) => fire.getTime() >= onTimeFrom);
  if (due.getTime() >= onTimeFrom) return onTime;
  switch (config.missed) {
    case 'skip':
      return onTime;
    case 'once':
      return [due, ...onTime].slice(0, MOST_FIRES);
    case 'all':
      return fires;
  }
}
