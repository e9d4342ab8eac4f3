'use client';
import { draftDefinitionSchema } from '@innoflow/contracts';
import { CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { CodeEditor } from '@/components/code/code-editor.tsx';
import { equalJson, isRecord } from '../model/json.ts';
import { count } from '../model/words.ts';
import { useDesigner, useDesignerState } from '../session/designer-context.ts';
import type { DesignerState } from '../session/designer-store.ts';

const selectDraft = (state: DesignerState) => state.history.present;
const selectUndrawn = (state: DesignerState) => state.view.undrawn;

/** The definition as JSON. What is typed is taken over as soon as it parses; the canvas follows. */
export function CodePanel() {
  const { store, readOnly } = useDesigner();
  const draft = useDesignerState(selectDraft);
  const undrawn = useDesignerState(selectUndrawn);
  const [typed, setTyped] = useState<{ text: string; draft: unknown }>();
  // what was typed stays as it was typed while it means the draft on the screen
  const text = typed?.draft === draft ? typed.text : JSON.stringify(draft, null, 2);

  const parsedText = typed?.draft === draft ? parseDraft(typed.text) : undefined;
  const error = parsedText && 'error' in parsedText ? parsedText.error : undefined;

  function change(next: string) {
    const parsed = parseDraft(next);
    if ('error' in parsed) {
      setTyped({ text: next, draft });
      return;
    }
    if (equalJson(parsed.draft, draft)) {
      setTyped({ text: next, draft });
      return;
    }
    store.edit({ kind: 'reset', draft: parsed.draft }, { label: 'Edit the code', key: 'code' });
    setTyped({ text: next, draft: store.getState().history.present });
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {error !== undefined || undrawn.length > 0 ? (
        <p
          className="flex items-center gap-2 border-line border-b px-4 py-1.5 text-failed-fg text-sm"
          role="status"
        >
          <CircleAlert className="size-3.5 shrink-0" aria-hidden="true" />
          {error ??
            `${count(undrawn.length, 'entry', 'entries')} cannot be drawn: ${undrawn.map(undrawnInWords).join(', ')}.`}
        </p>
      ) : null}
      <CodeEditor
        aria-label="Definition as JSON"
        value={text}
        onChange={change}
        readOnly={readOnly}
        lines
        wrap={false}
        className="min-h-0 flex-1 rounded-none border-0"
      />
    </div>
  );
}

function undrawnInWords({ list, index, reason }: DesignerState['view']['undrawn'][number]): string {
  const reasons = {
    shape: 'has not the right shape',
    duplicate: 'has an id that is taken',
    dangling: 'leads nowhere',
  };
  return `${list}[${index}] ${reasons[reason]}`;
}

function parseDraft(text: string) {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { error: `Not taken over yet: ${error instanceof Error ? error.message : 'this is no JSON'}` };
  }
  if (!isRecord(value))
    return { error: 'Not taken over yet: a definition is an object with "tasks" and "transitions".' };
  const draft = draftDefinitionSchema.safeParse(value);
  return draft.success
    ? { draft: draft.data }
    : { error: 'Not taken over yet: "tasks" and "transitions" must be lists.' };
}
