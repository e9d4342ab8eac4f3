import type { TaskRunStatus, TaskTypeDescriptor, Trigger } from '@innoflow/contracts';
import type { Edge, Node } from '@xyflow/react';
import type { TaskView, TransitionView } from '../model/draft-view.ts';
import type { Port } from '../model/ports.ts';

/** What the canvas library's nodes and edges carry; these two words stay inside this folder. */

/** How far a task has come in a run. */
export type TaskProgress = {
  readonly status: TaskRunStatus | 'skipped';
  readonly attempt: number;
  /** How often the task has run in this run. */
  readonly times: number;
  readonly startedAt: string;
  readonly durationMs: number | null;
};

export type ProblemMark = { readonly errors: number; readonly warnings: number; readonly first: string };

export type TaskCard = Node<
  {
    task: TaskView;
    descriptor: TaskTypeDescriptor | undefined;
    ports: readonly Port[];
    /** Outcomes that transitions follow. */
    connected: ReadonlySet<string>;
    problems: ProblemMark | undefined;
    progress: TaskProgress | undefined;
    readOnly: boolean;
  },
  'task'
>;

export type TriggerCard = Node<{ trigger: Trigger | undefined; readOnly: boolean }, 'trigger'>;

export type Card = TaskCard | TriggerCard;

export type TransitionLine = Edge<
  {
    transition: TransitionView;
    index: number;
    label: string | undefined;
    /** Follows only an error or a timeout. */
    failure: boolean;
    problems: ProblemMark | undefined;
    /** In a run: `taken` is drawn strong, `idle` quiet; undefined while nothing runs. */
    run: 'taken' | 'idle' | undefined;
    readOnly: boolean;
  },
  'transition'
>;

export type TriggerLine = Edge<Record<string, never>, 'triggerLine'>;

export type Line = TransitionLine | TriggerLine;

export const TRIGGER_PREFIX = 'trigger:';
/** The card that stands for a start by hand or through the API while there is no trigger. */
export const MANUAL_TRIGGER = 'manual';
