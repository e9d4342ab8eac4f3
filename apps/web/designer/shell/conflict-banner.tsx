'use client';
import { GitCompareArrows } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { RelativeTime } from '@/components/ui/relative-time.tsx';
import { useDesignerSession, useDesignerState } from '../session/designer-context.ts';
import type { DesignerState } from '../session/designer-store.ts';
import { DefinitionDiff } from './definition-diff.tsx';

const selectSave = (state: DesignerState) => state.save;
const selectDraft = (state: DesignerState) => state.history.present;

/** Somebody else saved the draft meanwhile: the person chooses, and nothing is lost by the choice. */
export function ConflictBanner() {
  const session = useDesignerSession();
  const save = useDesignerState(selectSave);
  const mine = useDesignerState(selectDraft);
  const [comparing, setComparing] = useState(false);
  if (save.kind !== 'conflict') return null;
  const { theirs } = save;
  const choices = (
    <>
      <Button size="sm" onClick={() => session.takeTheirs()}>
        Take theirs
      </Button>
      <Button size="sm" variant="primary" onClick={() => void session.saver.keepMine()}>
        Keep mine
      </Button>
    </>
  );
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-b bg-waiting-soft px-4 py-2 text-waiting-fg"
    >
      <GitCompareArrows className="size-4 shrink-0" aria-hidden="true" />
      <p className="min-w-0 flex-1">
        This draft was changed elsewhere <RelativeTime at={theirs.updatedAt} />. Your changes are not saved
        yet. Taking theirs can be undone.
      </p>
      <div className="flex gap-2">
        <Button size="sm" variant="ghost" onClick={() => setComparing(true)}>
          Compare
        </Button>
        {choices}
      </div>
      <Dialog
        open={comparing}
        onOpenChange={setComparing}
        title="Their draft and yours"
        description="Lines with − are only in theirs, lines with + only in yours."
        width="xl"
        footer={choices}
      >
        <DefinitionDiff before={theirs.definition} after={mine} />
      </Dialog>
    </div>
  );
}
