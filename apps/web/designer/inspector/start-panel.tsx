'use client';
import { CalendarClock, Hand, Webhook } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import { ErrorNote } from '@/components/ui/error-state.tsx';
import { useAuth } from '@/hooks/use-auth.ts';
import { useDesigner } from '../session/designer-context.ts';
import { useTriggerMutations } from '../session/use-triggers.ts';
import { CopyBlock } from './copy-block.tsx';
import { Panel, PanelSection } from './panel.tsx';

/** How runs begin while there is no trigger, and how to add one. */
export function StartPanel() {
  const { workflowId } = useDesigner();
  const { can } = useAuth();
  const { add } = useTriggerMutations();
  const origin = typeof location === 'undefined' ? '' : location.origin;
  return (
    <Panel
      icon={
        <span className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft text-accent-fg">
          <Hand className="size-4" aria-hidden="true" />
        </span>
      }
      title="Start"
      subtitle="By hand or through the API"
    >
      <PanelSection>
        <p className="text-muted">
          Runs begin with the Run button, or with a call of the API. Add a trigger to let other systems or the
          clock start them.
        </p>
        <ErrorNote error={add.error} />
        {can('trigger.edit') ? (
          <div className="flex flex-wrap gap-2">
            <Button busy={add.isPending} onClick={() => add.mutate('webhook')}>
              <Webhook aria-hidden="true" />
              Add webhook
            </Button>
            <Button busy={add.isPending} onClick={() => add.mutate('schedule')}>
              <CalendarClock aria-hidden="true" />
              Add schedule
            </Button>
          </div>
        ) : null}
      </PanelSection>
      <PanelSection title="Through the API">
        <CopyBlock
          label="Command that starts a run"
          text={`curl -X POST ${origin}/api/workflows/${workflowId}/runs/ \\\n  -H "Authorization: Bearer <ACCESS_TOKEN>" \\\n  -H "Content-Type: application/json" \\\n  -d '{ "input": {} }'`}
        />
      </PanelSection>
    </Panel>
  );
}
