'use client';
import type { DefinitionProblem } from '@innoflow/contracts';
import { ArrowDown, ArrowUp, Spline, Trash2 } from 'lucide-react';
import { useId, useMemo } from 'react';
import { Field } from '@/components/ui/field.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Switch } from '@/components/ui/switch.tsx';
import type { JsonRecord } from '../model/json.ts';
import { problemAt } from '../model/problem-places.ts';
import { selectTasks } from '../model/selection.ts';
import { shiftTransition, updateTransition } from '../model/transition-edits.ts';
import { taskTitle } from '../model/words.ts';
import { useDesigner, useDesignerFacts, useDesignerState } from '../session/designer-context.ts';
import { removeSelection } from '../session/task-actions.ts';
import { ExpressionInput } from './expression-input.tsx';
import { OutcomePicker } from './outcome-picker.tsx';
import { Panel, PanelSection } from './panel.tsx';
import { ProblemNotes } from './problem-notes.tsx';
import { ValuePlaceContext } from './value-context.ts';

const none: readonly DefinitionProblem[] = [];

/** The settings of one transition: which outcomes it follows, and under which condition. */
export function TransitionPanel({ index }: { index: number }) {
  const designer = useDesigner();
  const { store, catalog, readOnly } = designer;
  const view = useDesignerState((state) => state.view);
  const problems = useDesignerFacts().problems.byTransition.get(index) ?? none;
  const switchId = useId();
  const transition = view.transitions.get(index);
  const from = transition && view.taskById.get(transition.from);
  const to = transition && view.taskById.get(transition.to);
  const fromId = from?.id;
  const place = useMemo(() => (fromId === undefined ? undefined : { task: fromId, behind: true }), [fromId]);
  if (!transition || !from || !to) return null;
  const descriptor = catalog.get(from.type);

  function put(patch: JsonRecord, label: string) {
    const { history } = store.getState();
    store.edit(updateTransition(history.present, index, patch), {
      label,
      key: `transition ${index} ${label}`,
    });
  }

  function shift(step: -1 | 1) {
    store.edit(shiftTransition(store.getState().history.present, index, step), {
      label: 'Order transitions',
    });
  }

  return (
    <Panel
      icon={
        <span className="grid size-8 shrink-0 place-items-center rounded-md bg-neutral-soft text-muted">
          <Spline className="size-4.5" aria-hidden="true" />
        </span>
      }
      title="Transition"
      subtitle={`${taskTitle(from, descriptor)} → ${taskTitle(to, catalog.get(to.type))}`}
      actions={
        readOnly ? null : (
          <>
            {from.split === 'first' ? (
              <>
                <IconButton label="Try earlier" size="sm" onClick={() => shift(-1)}>
                  <ArrowUp aria-hidden="true" />
                </IconButton>
                <IconButton label="Try later" size="sm" onClick={() => shift(1)}>
                  <ArrowDown aria-hidden="true" />
                </IconButton>
              </>
            ) : null}
            <IconButton
              label="Delete transition"
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
      <ValuePlaceContext value={place}>
        <fieldset disabled={readOnly} className="min-w-0">
          <PanelSection>
            <ProblemNotes problems={problems.filter(({ field }) => field !== 'on' && field !== 'when')} />
            <OutcomePicker
              task={from}
              descriptor={descriptor}
              transition={transition}
              error={problemAt(problems, 'on', true)?.message}
              onChange={(on) => put({ on }, 'Choose outcomes')}
            />
            {transition.otherwise ? null : (
              <Field
                label="Only when"
                help="A JSONata expression, e.g. input.amount > 1000. Left empty, it is always followed."
                error={problemAt(problems, 'when')?.message}
              >
                {(control) => (
                  <ExpressionInput
                    control={control}
                    label="Only when"
                    value={typeof transition.raw.when === 'string' ? transition.raw.when : ''}
                    placeholder={`tasks.${from.id}.output.value > 80`}
                    error={problemAt(problems, 'when')?.message}
                    onChange={(when) => put({ when }, 'Change a condition')}
                  />
                )}
              </Field>
            )}
            <div className="flex items-start justify-between gap-3">
              <div>
                <label htmlFor={switchId} className="font-medium">
                  Otherwise
                </label>
                <p className="text-sm text-subtle">Followed when no other transition of this outcome is.</p>
              </div>
              <Switch
                id={switchId}
                checked={transition.otherwise}
                disabled={readOnly}
                onCheckedChange={(on) =>
                  put(
                    on ? { otherwise: true, when: undefined } : { otherwise: undefined },
                    'Switch otherwise',
                  )
                }
              />
            </div>
          </PanelSection>
          <PanelSection title="Ends">
            <dl className="grid grid-cols-[auto_1fr] items-center gap-x-3 gap-y-1">
              {[['From', from] as const, ['To', to] as const].map(([word, task]) => (
                <div key={word} className="contents">
                  <dt className="text-subtle">{word}</dt>
                  <dd>
                    <button
                      type="button"
                      className="rounded-sm text-accent-fg hover:underline"
                      onClick={() => store.reveal(selectTasks([task.id]), [task.id])}
                    >
                      {taskTitle(task, catalog.get(task.type))}
                    </button>
                  </dd>
                </div>
              ))}
            </dl>
          </PanelSection>
        </fieldset>
      </ValuePlaceContext>
    </Panel>
  );
}
