import { Cron } from 'croner';

/** When a schedule fires. Fires lie on whole seconds. */
export type Schedule = { cron: string; timezone: string };

/** The first fire after `after`; null when there is none. Throws for a wrong cron expression or time zone. */
export function findNextFire(schedule: Schedule, after: Date): Date | null {
  return parseCron(schedule).nextRun(after);
}

/** The last fires in [from, until], at most `most`, earliest first. */
export function listFires(schedule: Schedule, from: Date, until: Date, most: number): Date[] {
  // croner counts back from before the reference, and fires lie on whole seconds.
  const after = new Date(Math.floor(until.getTime() / 1000) * 1000 + 1000);
  return parseCron(schedule)
    .previousRuns(most, after)
    .filter((fire) => fire >= from && fire <= until)
    .toReversed();
}

/** Says what is wrong with a cron expression; undefined when it is right. */
export function findCronError(cron: string): string | undefined {
  try {
    const next = parseCron({ cron, timezone: 'UTC' }).nextRun();
    return next === null ? `never fires; received "${cron}"` : undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^CronPattern: /, '') : String(error);
    return `is no cron expression of five fields, or six with seconds first: ${reason}`;
  }
}

export function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function parseCron({ cron, timezone }: Schedule): Cron {
  return new Cron(cron, { timezone, mode: '5-or-6-parts', paused: true });
}
