'use client';
import { X } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { classNames } from '@/lib/class-names.ts';
import { followedOutcomes } from '../model/ports.ts';
import { selectTasks } from '../model/selection.ts';
import { taskTitle } from '../model/words.ts';
import { useDesigner, useDesignerFacts, useDesignerState } from '../session/designer-context.ts';
import type { DesignerState } from '../session/designer-store.ts';
import { TaskIcon } from './task-icon.tsx';

const selectView = (state: DesignerState) => state.view;
const selectSelection = (state: DesignerState) => state.selection;

/** The workflow as a list: the same tasks and transitions for screen readers, keyboards and small screens. */
export function Outline({ onClose }: { onClose(): void }) {
  const { store, catalog } = useDesigner();
  const { problems } = useDesignerFacts();
  const view = useDesignerState(selectView);
  const selection = useDesignerState(selectSelection);
  const outgoing = Map.groupBy(view.transitions.values(), (transition) => transition.from);
  return (
    <section
      aria-label="List of tasks"
      className="absolute bottom-14 left-3 z-10 flex max-h-[60%] w-72 animate-fade-in flex-col rounded-lg bg-raised shadow-float"
    >
      <header className="flex items-center justify-between py-1.5 pr-1.5 pl-3">
        <h2 className="font-medium">Tasks</h2>
        <IconButton label="Close the list" size="sm" onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      <ol className="min-h-0 overflow-y-auto px-1.5 pb-1.5">
        {view.tasks.map((task) => {
          const descriptor = catalog.get(task.type);
          const next = outgoing.get(task.id) ?? [];
          const wrong = problems.byTask.get(task.id)?.length ?? 0;
          return (
            <li key={task.id}>
              <button
                type="button"
                aria-current={selection.tasks.has(task.id)}
                onClick={() => store.reveal(selectTasks([task.id]), [task.id])}
                className={classNames(
                  'flex w-full items-start gap-2 rounded-md px-2 py-1.5 text-left hover:bg-hover dark:hover:bg-pressed',
                  selection.tasks.has(task.id) && 'bg-selected',
                )}
              >
                <TaskIcon descriptor={descriptor} size="sm" />
                <span className="min-w-0 flex-1">
                  <span className="block truncate">{taskTitle(task, descriptor)}</span>
                  {next.map((transition) => {
                    const to = view.taskById.get(transition.to);
                    const on = followedOutcomes(transition, descriptor).join(' or ');
                    return (
                      <span
                        key={JSON.stringify(transition.raw)}
                        className="block truncate text-sm text-subtle"
                      >
                        {on ? `${on} → ` : '→ '}
                        {to ? taskTitle(to, catalog.get(to.type)) : transition.to}
                      </span>
                    );
                  })}
                </span>
                {wrong > 0 ? <span className="text-failed-fg text-sm">{wrong}</span> : null}
              </button>
            </li>
          );
        })}
        {view.tasks.length === 0 ? <li className="px-2 py-3 text-subtle">No task yet.</li> : null}
      </ol>
    </section>
  );
}
