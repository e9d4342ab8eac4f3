'use client';
import type { TaskTypeDescriptor } from '@innoflow/contracts';
import { ArrowRight, Plus, Trash2 } from 'lucide-react';
import { memo, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Select } from '@/components/ui/select.tsx';
import type { DraftView, TaskView } from '../model/draft-view.ts';
import { followedOutcomes, outcomesOf } from '../model/ports.ts';
import { selectTransition } from '../model/selection.ts';
import { addTransition, removeTransitions } from '../model/transition-edits.ts';
import { taskTitle } from '../model/words.ts';
import { useDesigner, useDesignerState } from '../session/designer-context.ts';

type NextStepsProps = { task: TaskView; descriptor: TaskTypeDescriptor | undefined };

/** The transitions of a task as a list: the way to connect tasks without drawing. */
export function NextSteps({ task, descriptor }: NextStepsProps) {
  const { store, catalog, readOnly } = useDesigner();
  const view = useDesignerState((state) => state.view);
  const outgoing = [...view.transitions].filter(([, transition]) => transition.from === task.id);
  const nameOf = (id: string) => {
    const other = view.taskById.get(id);
    return other ? taskTitle(other, catalog.get(other.type)) : id;
  };
  if (descriptor?.kind === 'end') return <p className="text-muted">Nothing follows the end.</p>;
  return (
    <div className="flex flex-col gap-2">
      {outgoing.length === 0 ? <p className="text-muted">Nothing follows yet.</p> : null}
      <ul className="flex flex-col">
        {outgoing.map(([index, transition]) => {
          const on = followedOutcomes(transition, descriptor).join(' or ') || 'no outcome chosen';
          const extra = transition.when ?? (transition.otherwise ? 'otherwise' : undefined);
          return (
            <li key={index} className="flex items-center gap-1">
              <button
                type="button"
                onClick={() => store.select(selectTransition(index))}
                className="-ml-2 flex min-h-8 min-w-0 flex-1 items-center gap-1.5 rounded-md px-2 text-left hover:bg-hover"
              >
                <span className="shrink-0 text-muted">{on}</span>
                {extra ? (
                  <span className="min-w-0 truncate font-mono text-sm text-subtle">{extra}</span>
                ) : null}
                <ArrowRight className="size-3.5 shrink-0 text-subtle" aria-hidden="true" />
                <span className="truncate">{nameOf(transition.to)}</span>
              </button>
              {readOnly ? null : (
                <IconButton
                  label={`Remove the transition to ${nameOf(transition.to)}`}
                  size="sm"
                  onClick={() => store.edit(removeTransitions([index]), { label: 'Remove a transition' })}
                >
                  <Trash2 aria-hidden="true" />
                </IconButton>
              )}
            </li>
          );
        })}
      </ul>
      {readOnly || view.tasks.length < 2 ? null : (
        <AddNext
          from={task.id}
          outcomes={outcomesOf(task, descriptor).join('\n')}
          targets={targetsOf(task, view, nameOf)}
        />
      )}
    </div>
  );
}

/** The other tasks as one text, so that equal lists are equal. */
function targetsOf(task: TaskView, view: DraftView, nameOf: (id: string) => string): string {
  const others = view.tasks.filter((other) => other.id !== task.id);
  return others.map(({ id }) => `${id} ${nameOf(id)}`).join('\n');
}

type AddNextProps = {
  from: string;
  /** One in each line. */
  outcomes: string;
  /** Id and name, one in each line. */
  targets: string;
};

/** Memoized: a select renders all of its options, also while it is closed. */
const AddNext = memo(function AddNext({ from, outcomes, targets }: AddNextProps) {
  const { store, catalog } = useDesigner();
  const outcomeOptions = outcomes.split('\n').map((value) => ({ value, label: value }));
  const targetOptions = targets.split('\n').map((line) => {
    const [value = '', ...name] = line.split(' ');
    return { value, label: name.join(' ') };
  });
  const [outcome, setOutcome] = useState<string>();
  const [to, setTo] = useState<string>();
  const followed = outcomeOptions.find(({ value }) => value === outcome)?.value ?? outcomeOptions[0]?.value;

  function add() {
    if (to === undefined) return;
    const { history, view } = store.getState();
    store.edit(addTransition(history.present, view, { from, outcome: followed, to }, catalog), {
      label: 'Connect tasks',
    });
    setTo(undefined);
  }

  return (
    <div className="flex items-center gap-1.5">
      <Select
        aria-label="Outcome to follow"
        className="w-28 shrink-0"
        options={outcomeOptions}
        value={followed}
        onValueChange={setOutcome}
      />
      <Select
        aria-label="Task to go to"
        className="min-w-0 flex-1"
        placeholder="Go to…"
        options={targetOptions}
        value={to}
        onValueChange={setTo}
      />
      <Button aria-label="Connect" className="w-8 px-0" disabled={to === undefined} onClick={add}>
        <Plus aria-hidden="true" />
      </Button>
    </div>
  );
});
