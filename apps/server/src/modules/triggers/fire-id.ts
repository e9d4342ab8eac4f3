import { derivedId } from '../../derived-id.ts';

/**
 * The id of the run that a fire of a schedule starts: always the same, so that a fire that is taken up again after a
 * crash starts no second run.
 */
export function fireRunId(triggerId: string, fire: Date): string {
  return derivedId(triggerId, fire);
}
