'use client';
import type { TaskTypeDescriptor } from '@innoflow/contracts';
import { useId } from 'react';
import { Checkbox } from '@/components/ui/checkbox.tsx';
import type { TaskView, TransitionView } from '../model/draft-view.ts';
import { followedOutcomes, outcomesOf } from '../model/ports.ts';

type OutcomePickerProps = {
  task: TaskView;
  descriptor: TaskTypeDescriptor | undefined;
  transition: TransitionView;
  error: string | undefined;
  /** What `on` becomes: nothing for the main outcome alone. */
  onChange(on: string | string[] | undefined): void;
};

/** The outcomes that a transition follows; at least one. */
export function OutcomePicker({ task, descriptor, transition, error, onChange }: OutcomePickerProps) {
  const id = useId();
  const followed = followedOutcomes(transition, descriptor);
  const possible = outcomesOf(task, descriptor);
  const shown = [...possible, ...followed.filter((outcome) => !possible.includes(outcome))];

  function toggle(outcome: string, on: boolean) {
    const next = on
      ? shown.filter((each) => each === outcome || followed.includes(each))
      : followed.filter((each) => each !== outcome);
    const [first, ...more] = next;
    if (first === undefined) return;
    if (more.length > 0) onChange(next);
    else onChange(first === descriptor?.mainOutcome ? undefined : first);
  }

  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-medium">Follows the outcome</legend>
      <div className="flex flex-col gap-1">
        {shown.map((outcome) => {
          const unknown = !possible.includes(outcome);
          const checked = followed.includes(outcome);
          return (
            <div key={outcome} className="flex min-h-6 items-center gap-2">
              <Checkbox
                id={`${id}-${outcome}`}
                checked={checked}
                disabled={checked && followed.length === 1}
                onCheckedChange={(next) => toggle(outcome, next === true)}
              />
              <label htmlFor={`${id}-${outcome}`} className={unknown ? 'text-failed-fg' : undefined}>
                {outcome}
                {unknown ? ' (this task does not have it)' : ''}
              </label>
            </div>
          );
        })}
      </div>
      {error ? (
        <p role="alert" className="mt-1 text-failed-fg text-sm">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
