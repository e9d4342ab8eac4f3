'use client';
import { Check, CircleAlert, Save } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import { errorWords } from '@/components/ui/error-state.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Tooltip } from '@/components/ui/tooltip.tsx';
import { useModKey } from '@/hooks/use-mod-key.ts';
import { useDesigner, useDesignerState } from '../session/designer-context.ts';
import type { DesignerState } from '../session/designer-store.ts';

const words = {
  saved: 'Saved',
  pending: 'Not saved yet',
  saving: 'Saving…',
  conflict: 'Changed elsewhere',
} as const;
const selectSave = (state: DesignerState) => state.save;

/** Whether everything is saved; drafts save themselves, the button only hurries. */
export function SaveStateView() {
  const { saver, readOnly } = useDesigner();
  const save = useDesignerState(selectSave);
  const mod = useModKey();
  if (readOnly) return <span className="px-2 text-sm text-subtle">View only</span>;
  if (save.kind === 'failed') {
    const { title, detail } = errorWords(save.error);
    return (
      <Tooltip content={detail ? `${title}. ${detail}` : title}>
        <Button size="sm" variant="ghost" className="text-failed-fg" onClick={() => void saver.flush()}>
          <CircleAlert aria-hidden="true" />
          Not saved. Try again
        </Button>
      </Tooltip>
    );
  }
  return (
    <>
      <span
        role="status"
        className="flex items-center gap-1.5 whitespace-nowrap text-sm text-subtle max-sm:sr-only"
      >
        {save.kind === 'saved' ? <Check className="size-3.5" aria-hidden="true" /> : null}
        {words[save.kind]}
      </span>
      <IconButton label="Save" shortcut={`${mod}S`} onClick={() => void saver.flush()}>
        <Save aria-hidden="true" />
      </IconButton>
    </>
  );
}
