import type { DefinitionProblem } from '@innoflow/contracts';

/** Problems sorted by where they are shown. */
export type ProblemPlaces = {
  readonly all: readonly DefinitionProblem[];
  readonly errors: number;
  readonly warnings: number;
  readonly byTask: ReadonlyMap<string, readonly DefinitionProblem[]>;
  readonly byTransition: ReadonlyMap<number, readonly DefinitionProblem[]>;
  /** Of the workflow itself: input schema, settings, output, no tasks. */
  readonly general: readonly DefinitionProblem[];
};

export function placeProblems(problems: readonly DefinitionProblem[]): ProblemPlaces {
  const byTask = new Map<string, DefinitionProblem[]>();
  const byTransition = new Map<number, DefinitionProblem[]>();
  const general: DefinitionProblem[] = [];
  for (const problem of problems) {
    if (problem.transition !== undefined) push(byTransition, problem.transition, problem);
    else if (problem.taskId !== undefined) push(byTask, problem.taskId, problem);
    else general.push(problem);
  }
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const all = problems.toSorted(
    (a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'),
  );
  return { all, errors, warnings: problems.length - errors, byTask, byTransition, general };
}

function push<K>(map: Map<K, DefinitionProblem[]>, key: K, problem: DefinitionProblem): void {
  const list = map.get(key);
  if (list) list.push(problem);
  else map.set(key, [problem]);
}

export const noProblems: ProblemPlaces = placeProblems([]);

/** The message for a field, e.g. `config.url`; a problem deeper inside it counts unless a field of its own shows it. */
export function problemAt(
  problems: readonly DefinitionProblem[],
  field: string,
  deep = false,
): DefinitionProblem | undefined {
  return problems.find(
    (problem) =>
      problem.field === field || (deep && problem.field !== undefined && isInside(problem.field, field)),
  );
}

function isInside(field: string, outer: string): boolean {
  return field.startsWith(`${outer}.`) || field.startsWith(`${outer}[`);
}
