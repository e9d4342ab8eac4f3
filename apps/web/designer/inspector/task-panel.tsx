'use client';
import type { DefinitionProblem } from '@innoflow/contracts';
import { CopyPlus, Trash2 } from 'lucide-react';
import { Field } from '@/components/ui/field.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Input } from '@/components/ui/input.tsx';
import { useModKey } from '@/hooks/use-mod-key.ts';
import { TaskIcon } from '../canvas/task-icon.tsx';
import { updateTask } from '../model/task-edits.ts';
import { taskTitle } from '../model/words.ts';
import { useDesigner, useDesignerFacts, useDesignerState } from '../session/designer-context.ts';
import { duplicateSelection, removeSelection } from '../session/task-actions.ts';
import { AdvancedSection } from './advanced-section.tsx';
import { ConfigForm } from './config-form.tsx';
import { NextSteps } from './next-steps.tsx';
import { Panel, PanelSection } from './panel.tsx';
import { ProblemNotes } from './problem-notes.tsx';
import { TaskIdField } from './task-id-field.tsx';

const none: readonly DefinitionProblem[] = [];
/** Problems that a control of this panel shows by itself. */
const shownAtField = (problem: DefinitionProblem) =>
  problem.field !== undefined && /^(config[.[]|id$|timeout$|retry\.)/.test(problem.field);

/** The settings of one task. */
export function TaskPanel({ id }: { id: string }) {
  const designer = useDesigner();
  const { store, catalog, readOnly } = designer;
  const task = useDesignerState((state) => state.view.taskById.get(id));
  const problems = useDesignerFacts().problems.byTask.get(id) ?? none;
  const mod = useModKey();
  if (!task) return null;
  const descriptor = catalog.get(task.type);
  const title = taskTitle(task, descriptor);

  return (
    <Panel
      icon={<TaskIcon descriptor={descriptor} />}
      title={title}
      subtitle={descriptor ? descriptor.title : `Unknown type ${task.type}`}
      actions={
        readOnly ? null : (
          <>
            <IconButton
              label="Duplicate task"
              shortcut={`${mod}D`}
              size="sm"
              onClick={() => duplicateSelection(designer)}
            >
              <CopyPlus aria-hidden="true" />
            </IconButton>
            <IconButton
              label="Delete task"
              shortcut="Del"
              size="sm"
              onClick={() => removeSelection(designer)}
            >
              <Trash2 aria-hidden="true" />
            </IconButton>
          </>
        )
      }
    >
      <fieldset disabled={readOnly} className="min-w-0">
        <PanelSection>
          {descriptor ? <p className="text-muted">{descriptor.help}</p> : null}
          <ProblemNotes problems={problems.filter((problem) => !shownAtField(problem))} />
          <Field label="Name" required>
            {(control) => (
              <Input
                {...control}
                value={task.name ?? ''}
                placeholder={descriptor?.title ?? task.id}
                maxLength={200}
                autoComplete="off"
                onChange={(event) => {
                  const patch = { name: event.target.value === '' ? undefined : event.target.value };
                  store.edit(updateTask(store.getState().view, id, patch), {
                    label: 'Name a task',
                    key: `name ${id}`,
                  });
                }}
              />
            )}
          </Field>
          <TaskIdField id={id} problems={problems} />
        </PanelSection>
        <PanelSection title="Settings">
          <ConfigForm task={task} descriptor={descriptor} problems={problems} />
        </PanelSection>
        <PanelSection title="What comes next" aside={null}>
          <NextSteps task={task} descriptor={descriptor} />
        </PanelSection>
        <AdvancedSection task={task} descriptor={descriptor} problems={problems} />
      </fieldset>
    </Panel>
  );
}
