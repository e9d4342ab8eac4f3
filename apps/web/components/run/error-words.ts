import { type RunError, taskErrorCodes } from '@innoflow/contracts';

/** What to do about an error: what it says itself, or what its code stands for. */
export function helpFor(error: RunError): string | undefined {
  if (error.help) return error.help;
  return Object.entries(taskErrorCodes).find(([code]) => code === error.code)?.[1].help;
}
