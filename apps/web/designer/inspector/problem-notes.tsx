import type { DefinitionProblem } from '@innoflow/contracts';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import { classNames } from '@/lib/class-names.ts';

/** Problems that belong to no single field, above the form. */
export function ProblemNotes({ problems }: { problems: readonly DefinitionProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1.5">
      {problems.map((problem) => {
        const wrong = problem.severity === 'error';
        const Icon = wrong ? CircleAlert : TriangleAlert;
        return (
          <li
            key={JSON.stringify(problem)}
            className={classNames(
              'flex gap-2 rounded-md px-2.5 py-1.5',
              wrong ? 'bg-failed-soft text-failed-fg' : 'bg-waiting-soft text-waiting-fg',
            )}
          >
            <Icon className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
            <span className="min-w-0 break-words">
              {problem.message} <span className="opacity-85">{problem.suggestion}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
