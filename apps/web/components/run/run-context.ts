import type { Run, TaskRun } from '@innoflow/contracts';
import { createContext, useContext } from 'react';
import type { Catalog } from '@/designer/model/catalog.ts';
import type { DraftView } from '@/designer/model/draft-view.ts';
import { taskTitle } from '@/designer/model/words.ts';

export type RunFacts = {
  readonly run: Run;
  /** In the order they started. */
  readonly taskRuns: readonly TaskRun[];
  /** The version that runs; undefined while it is being loaded. */
  readonly view: DraftView | undefined;
  readonly catalog: Catalog;
};

export const RunContext = createContext<RunFacts | undefined>(undefined);

export function useRun(): RunFacts {
  const facts = useContext(RunContext);
  if (!facts) throw new Error('this component lives inside a RunPage');
  return facts;
}

/** What people call a task of the run. */
export function taskName({ view, catalog }: RunFacts, taskId: string): string {
  const task = view?.taskById.get(taskId);
  return task ? taskTitle(task, catalog.get(task.type)) : taskId;
}
