import type { RunError } from '@innoflow/contracts';

/**
 * The state of a run, as `decide` folds it from the events. Plain data; belongs to one caller, which hands it to
 * `decide` and gets it back: the old value is not used again.
 *
 * Positions. Each task run attempt takes a position in the run's journal when it starts (`seq`) and another when it
 * ends; `lastSeq` is the last one given. Equal events give equal positions (E1), so a row of the journal is found
 * again by its position when the run is replayed.
 */
export type RunState = {
  status: 'running' | 'succeeded' | 'failed' | 'cancelled';
  lastSeq: number;
  /** Attempts that have started and not ended for good, by the seq of the attempt. */
  active: Map<number, ActiveTaskRun>;
  /** Tokens that arrived at a join `all` which may not start yet, by task index. */
  pending: Map<number, PendingJoin>;
  /** Rounds of joins `any`, by task index. */
  rounds: Map<number, Round>;
  /** Active attempts and pending joins per task index; the places where live tokens are. */
  live: Map<number, number>;
  /** The latest result of each task, by task index. */
  results: (TaskResultRecord | undefined)[];
  /** Task runs started so far, against endless loops. */
  started: number;
  error: RunError | null;
};

export type ActiveTaskRun = {
  /** Position of this attempt. */
  seq: number;
  /** Position of the first attempt: the identity of the task run, and of its effects. */
  firstSeq: number;
  taskIndex: number;
  path: string;
  attempt: number;
  /** `started`: runs or waits for something outside; `retrying`: the attempt failed, the next comes at `retryAt`. */
  phase: 'started' | 'retrying';
  /** Milliseconds since 1970; set while retrying. */
  retryAt: number | null;
  /** Output of the task run whose token started this one. */
  previous: unknown;
  lineage: Lineage | null;
};

/** For each join `any` (task index) that the token has gone through: the latest round that it comes from. */
export type Lineage = Readonly<Record<number, number>>;

export type PendingJoin = { taskIndex: number; previous: unknown; lineage: Lineage | null };

/** `fired`: rounds started so far. `arrivals`: per incoming transition, the round that its last arrival belonged to. */
export type Round = { fired: number; arrivals: Map<number, number> };

export type TaskResultRecord = { outcome: string; output: unknown; error: RunError | null };

export function initialState(): RunState {
  return {
    status: 'running',
    lastSeq: 0,
    active: new Map(),
    pending: new Map(),
    rounds: new Map(),
    live: new Map(),
    results: [],
    started: 0,
    error: null,
  };
}
