import { type DefinitionProblem, type ProblemCode, problemCodes } from '@innoflow/contracts';

/** Where a problem is: a task, or a transition by its index, and the field in it. */
export type Place = {
  readonly taskId?: string | undefined;
  readonly transition?: number | undefined;
  readonly field?: string | undefined;
};

/** Notes a problem; without a suggestion of its own it gets the one of its code. */
export type Report = (code: ProblemCode, place: Place, message: string, suggestion?: string) => void;

/** More are of no use to anybody, and a hostile draft could make millions. */
const MAX_PROBLEMS = 1_000;

export function createReport(): { problems: DefinitionProblem[]; report: Report } {
  const problems: DefinitionProblem[] = [];
  const report: Report = (code, { taskId, transition, field }, message, suggestion) => {
    if (problems.length >= MAX_PROBLEMS) return;
    const { severity, help } = problemCodes[code];
    problems.push({
      severity,
      code,
      ...(taskId === undefined ? {} : { taskId }),
      ...(transition === undefined ? {} : { transition }),
      ...(field === undefined || field === '' ? {} : { field }),
      message,
      suggestion: suggestion ?? help,
    });
  };
  return { problems, report };
}
