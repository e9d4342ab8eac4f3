'use client';
import { useState } from 'react';
import { useDesigner } from '../session/designer-context.ts';
import { useWorkflow } from '../session/use-workflow.ts';

/** The workflow's name, to be changed in place: Enter keeps it, Escape takes it back. */
export function NameField() {
  const { saver, readOnly } = useDesigner();
  const name = useWorkflow()?.name ?? '';
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? name;

  function keep() {
    const next = typed?.trim();
    setTyped(undefined);
    if (!next || next === name) return;
    saver.change({ name: next });
    void saver.flush();
  }

  return (
    <span className="relative inline-grid min-w-24 max-w-72 shrink-0 max-sm:max-w-40">
      {/* gives the field the width of its text */}
      <span aria-hidden="true" className="invisible truncate whitespace-pre px-2.5 font-semibold text-md">
        {shown || 'Name'}
      </span>
      <input
        aria-label="Name of the workflow"
        value={shown}
        readOnly={readOnly}
        maxLength={200}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') setTyped(undefined);
        }}
        className="absolute inset-0 w-full truncate rounded-md border border-transparent bg-transparent px-1.5 font-semibold text-md not-read-only:hover:border-line-strong focus:border-focus"
      />
    </span>
  );
}
