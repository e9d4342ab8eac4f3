'use client';
import type { Trigger } from '@innoflow/contracts';
import { CalendarClock, Trash2, Webhook } from 'lucide-react';
import { useId, useState } from 'react';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { ConfirmDialog } from '@/components/ui/confirm-dialog.tsx';
import { ErrorNote } from '@/components/ui/error-state.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Switch } from '@/components/ui/switch.tsx';
import { useAuth } from '@/hooks/use-auth.ts';
import { equalJson } from '../model/json.ts';
import { triggerTitle } from '../model/trigger-words.ts';
import { useTriggerMutations } from '../session/use-triggers.ts';
import { Panel, PanelSection } from './panel.tsx';
import { ScheduleFields, ScheduleState } from './schedule-fields.tsx';
import type { TriggerConfig } from './trigger-config.ts';
import { WebhookAddress, WebhookFields } from './webhook-fields.tsx';

/** The settings of a trigger. They are not part of the draft: saving them changes the running workflow at once. */
export function TriggerPanel({ trigger }: { trigger: Trigger }) {
  const { can } = useAuth();
  const readOnly = !can('trigger.edit');
  const { update, remove } = useTriggerMutations();
  const [config, setConfig] = useState<TriggerConfig>(trigger.config);
  const [removing, setRemoving] = useState(false);
  const enabledId = useId();
  const changed = !equalJson(config, trigger.config);
  const Icon = trigger.type === 'webhook' ? Webhook : CalendarClock;

  function save() {
    update.mutate({ id: trigger.id, patch: { config } }, { onSuccess: (saved) => setConfig(saved.config) });
  }

  return (
    <Panel
      icon={
        <span className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft text-accent-fg">
          <Icon className="size-4" aria-hidden="true" />
        </span>
      }
      title={triggerTitle(trigger)}
      subtitle="Trigger"
      actions={
        readOnly ? null : (
          <IconButton label="Delete trigger" size="sm" onClick={() => setRemoving(true)}>
            <Trash2 aria-hidden="true" />
          </IconButton>
        )
      }
    >
      <PanelSection>
        <div className="flex items-center justify-between gap-3">
          <label htmlFor={enabledId} className="flex items-center gap-2 font-medium">
            Enabled
            {trigger.live ? <Badge tone="success">Live</Badge> : null}
          </label>
          <Switch
            id={enabledId}
            checked={trigger.enabled}
            disabled={readOnly || update.isPending}
            onCheckedChange={(enabled) => update.mutate({ id: trigger.id, patch: { enabled } })}
          />
        </div>
        {trigger.enabled && !trigger.live ? (
          <p className="rounded-md bg-waiting-soft px-2.5 py-1.5 text-waiting-fg">
            Not live yet: it starts runs once the workflow is published.
          </p>
        ) : null}
        {trigger.type === 'webhook' ? (
          <WebhookAddress trigger={trigger} />
        ) : (
          <ScheduleState trigger={trigger} />
        )}
      </PanelSection>
      <PanelSection title="Settings">
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <fieldset disabled={readOnly} className="flex min-w-0 flex-col gap-4">
            {trigger.type === 'webhook' ? (
              <WebhookFields trigger={trigger} config={config} onChange={setConfig} error={update.error} />
            ) : (
              <ScheduleFields config={config} onChange={setConfig} error={update.error} />
            )}
          </fieldset>
          <ErrorNote error={update.error} />
          {readOnly ? null : (
            <div className="flex gap-2">
              <Button type="submit" variant="primary" disabled={!changed} busy={update.isPending}>
                Save trigger
              </Button>
              {changed ? <Button onClick={() => setConfig(trigger.config)}>Take back</Button> : null}
            </div>
          )}
        </form>
      </PanelSection>
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title={`Delete this ${trigger.type}?`}
        action="Delete trigger"
        danger
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(trigger.id)}
      >
        {trigger.type === 'webhook'
          ? 'Calls of its address are refused from then on. Runs under way finish.'
          : 'It starts no more runs. Runs under way finish.'}
      </ConfirmDialog>
    </Panel>
  );
}
