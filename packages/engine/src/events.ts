import type { RunError } from '@innoflow/contracts';
import type { RunState } from './state.ts';

/**
 * What happens to a run. Everything that is not a function of earlier events comes in here as a value: outcomes,
 * which transitions hold, when to try again.
 */
export type RunEvent =
  | { type: 'run.started' }
  /** A task run ended for good. `taken`: indices of the transitions that its outcome follows. */
  | {
      type: 'task.ended';
      seq: number;
      outcome: string;
      output: unknown;
      error: RunError | null;
      taken: readonly number[];
      /** Set when the run cannot go on from here although the task run ended: a transition's condition failed. */
      fault?: RunError;
      /** An `end` task ends the run at once. */
      terminate?: boolean;
    }
  /** An attempt failed and the task run is tried again at `retryAt` (milliseconds since 1970). */
  | { type: 'attempt.failed'; seq: number; retryAt: number }
  | { type: 'retry.due'; seq: number }
  | { type: 'run.cancelled' }
  | { type: 'run.timedOut'; error: RunError };

/** What the runtime is to do. */
export type Command =
  | { type: 'start'; seq: number }
  /** The attempt was withdrawn: stop its effect and write it down as cancelled at position `endedSeq`. */
  | { type: 'abort'; seq: number; endedSeq: number; taskIndex: number }
  | { type: 'finish'; status: 'succeeded' | 'failed' | 'cancelled' };

export type Decision = { state: RunState; commands: Command[] };
