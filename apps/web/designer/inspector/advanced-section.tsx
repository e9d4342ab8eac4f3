'use client';
import type { DefinitionProblem, TaskTypeDescriptor } from '@innoflow/contracts';
import { Field } from '@/components/ui/field.tsx';
import { Select } from '@/components/ui/select.tsx';
import type { TaskView } from '../model/draft-view.ts';
import { type JsonRecord, textOf } from '../model/json.ts';
import { problemAt } from '../model/problem-places.ts';
import { updateTask } from '../model/task-edits.ts';
import { useDesigner } from '../session/designer-context.ts';
import { DurationInput } from './duration-input.tsx';
import { PanelSection } from './panel.tsx';
import { RetryFields } from './retry-fields.tsx';

type AdvancedSectionProps = {
  task: TaskView;
  descriptor: TaskTypeDescriptor | undefined;
  problems: readonly DefinitionProblem[];
};

const joins = [
  { value: 'all', label: 'When all branches that come have arrived' },
  { value: 'any', label: 'At the first that arrives' },
  { value: 'each', label: 'Each time one arrives' },
];
const splits = [
  { value: 'all', label: 'Every transition that fits' },
  { value: 'first', label: 'Only the first that fits' },
];
const onErrors = [
  { value: 'fail', label: 'Fail the run' },
  { value: 'continue', label: 'Go on as if it had succeeded' },
];

/** What most tasks leave as it is: when it starts, what follows, and what happens when it goes wrong. */
export function AdvancedSection({ task, descriptor, problems }: AdvancedSectionProps) {
  const { store, readOnly } = useDesigner();
  const canFail = descriptor === undefined || descriptor.kind !== 'end';
  const canRetry = descriptor === undefined || descriptor.kind === 'effect' || task.retry !== undefined;

  function put(patch: JsonRecord) {
    const [field = ''] = Object.keys(patch);
    store.edit(updateTask(store.getState().view, task.id, patch), {
      label: `Change ${field} of a task`,
      key: `${field} ${task.id}`,
    });
  }

  return (
    <PanelSection title="Advanced" open={hasProblem(problems)} aside={summaryOf(task)}>
      <Field label="Starts" required>
        {(control) => (
          <Select
            {...control}
            disabled={readOnly}
            options={joins}
            value={task.join}
            onValueChange={(join) => put({ join: join === 'all' ? undefined : join })}
          />
        )}
      </Field>
      <Field label="Follows" required>
        {(control) => (
          <Select
            {...control}
            disabled={readOnly}
            options={splits}
            value={task.split}
            onValueChange={(split) => put({ split: split === 'all' ? undefined : split })}
          />
        )}
      </Field>
      {canFail ? (
        <>
          <Field
            label="Gives up after"
            help="Then the outcome is timeout. Left empty, it takes as long as it takes."
            error={problemAt(problems, 'timeout')?.message}
          >
            {(control) => (
              <DurationInput
                control={control}
                value={task.timeout ?? ''}
                disabled={readOnly}
                onChange={(timeout) => put({ timeout })}
              />
            )}
          </Field>
          <Field label="When it fails" required help="A transition on error is followed in any case.">
            {(control) => (
              <Select
                {...control}
                disabled={readOnly}
                options={onErrors}
                value={task.onError}
                onValueChange={(onError) => put({ onError: onError === 'fail' ? undefined : onError })}
              />
            )}
          </Field>
        </>
      ) : null}
      {canRetry ? (
        <RetryFields retry={task.retry} problems={problems} onChange={(retry) => put({ retry })} />
      ) : null}
    </PanelSection>
  );
}

function hasProblem(problems: readonly DefinitionProblem[]): boolean {
  return problems.some(
    ({ field }) => field !== undefined && /^(retry|timeout|join|split|onError)/.test(field),
  );
}

function summaryOf(task: TaskView): string {
  const parts = [
    task.retry ? `${textOf(task.retry.maxAttempts)} attempts` : '',
    task.timeout ? `timeout ${task.timeout}` : '',
    task.join === 'all' ? '' : `join ${task.join}`,
    task.split === 'all' ? '' : 'first only',
    task.onError === 'fail' ? '' : 'goes on',
  ];
  return parts.filter(Boolean).join(' · ');
}
