'use client';
import type { DefinitionProblem } from '@innoflow/contracts';
import { useState } from 'react';
import { Field } from '@/components/ui/field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { problemAt } from '../model/problem-places.ts';
import { selectTasks } from '../model/selection.ts';
import { renameTask, taskIdProblem } from '../model/task-edits.ts';
import { useDesigner, useDesignerState } from '../session/designer-context.ts';

type TaskIdFieldProps = { id: string; problems: readonly DefinitionProblem[] };

/** The id that expressions use. A good new one is taken over when the field is left; references follow. */
export function TaskIdField({ id, problems }: TaskIdFieldProps) {
  const { store, catalog } = useDesigner();
  const view = useDesignerState((state) => state.view);
  const [typed, setTyped] = useState<string>();
  const wrong = typed === undefined ? undefined : taskIdProblem(view, id, typed);

  function keep() {
    if (typed === undefined || wrong !== undefined) return;
    setTyped(undefined);
    if (typed === id) return;
    const { history } = store.getState();
    store.edit(renameTask(history.present, id, typed, catalog), {
      label: `Rename ${id} to ${typed}`,
      select: selectTasks([typed]),
    });
  }

  return (
    <Field
      label="Id"
      required
      help={`In expressions: tasks.${typed ?? id}.output`}
      error={wrong ?? problemAt(problems, 'id')?.message}
    >
      {(control) => (
        <Input
          {...control}
          className="font-mono text-sm"
          value={typed ?? id}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value.trim())}
          onBlur={keep}
          onKeyDown={(event) => {
            if (event.key === 'Enter') keep();
            if (event.key === 'Escape') setTyped(undefined);
          }}
        />
      )}
    </Field>
  );
}
