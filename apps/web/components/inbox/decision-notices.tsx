'use client';
import { Undo2, X } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import { ErrorNote } from '@/components/ui/error-state.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { useNow } from '@/hooks/use-now.ts';
import { outcomeWords } from './outcome-words.ts';
import type { Decision } from './pending-decisions.ts';

type DecisionNoticesProps = {
  decisions: readonly Decision[];
  onUndo(taskId: string): void;
  onDismiss(taskId: string): void;
};

/** What was decided a moment ago, with a way back; and what could not be sent. */
export function DecisionNotices({ decisions, onUndo, onDismiss }: DecisionNoticesProps) {
  return (
    <div aria-live="polite" className="shrink-0">
      {decisions.map((decision) => (
        <div
          key={decision.task.id}
          className="flex items-center gap-3 border-line border-t bg-canvas px-4 py-2 text-base sm:px-6"
        >
          {decision.state === 'failed' ? (
            <>
              <ErrorNote error={decision.error} className="min-w-0 flex-1" />
              <IconButton label="Dismiss" onClick={() => onDismiss(decision.task.id)}>
                <X aria-hidden="true" />
              </IconButton>
            </>
          ) : (
            <Waiting decision={decision} onUndo={() => onUndo(decision.task.id)} />
          )}
        </div>
      ))}
    </div>
  );
}

function Waiting({ decision, onUndo }: { decision: Decision; onUndo(): void }) {
  const now = useNow(1_000);
  const seconds = Math.max(0, Math.ceil((decision.sendAt - now) / 1_000));
  return (
    <>
      <p className="min-w-0 flex-1 truncate">
        <span className="font-medium">{outcomeWords(decision.outcome).done}</span>
        <span className="text-muted"> · {decision.task.title}</span>
      </p>
      {/* the countdown is for the eye: reading it every second would drown everything else */}
      <span aria-hidden="true" className="tabular shrink-0 text-sm text-subtle">
        {decision.state === 'sending' ? 'Sending…' : `Sent in ${seconds} s`}
      </span>
      <Button size="sm" disabled={decision.state === 'sending'} onClick={onUndo} aria-keyshortcuts="z">
        <Undo2 aria-hidden="true" />
        Undo
      </Button>
    </>
  );
}
