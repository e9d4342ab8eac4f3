'use client';
import { CalendarClock, Hand, Plus, Webhook, Workflow as WorkflowIcon } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Field } from '@/components/ui/field.tsx';
import { Textarea } from '@/components/ui/input.tsx';
import { MANUAL_TRIGGER } from '../canvas/flow-types.ts';
import { isRecord, type JsonRecord, withFields } from '../model/json.ts';
import { problemAt } from '../model/problem-places.ts';
import { selectTrigger } from '../model/selection.ts';
import { triggerSummary, triggerTitle } from '../model/trigger-words.ts';
import { useDesigner, useDesignerFacts, useDesignerState } from '../session/designer-context.ts';
import { useWorkflow } from '../session/use-workflow.ts';
import { DurationInput } from './duration-input.tsx';
import { FieldsEditor } from './fields-editor.tsx';
import { JsonField } from './json-field.tsx';
import { Panel, PanelSection } from './panel.tsx';
import { ProblemNotes } from './problem-notes.tsx';

/** The settings of the workflow as a whole. */
export function WorkflowPanel() {
  const { store, readOnly } = useDesigner();
  const { problems } = useDesignerFacts();
  const draft = useDesignerState((state) => state.history.present);
  const settings = isRecord(draft.settings) ? draft.settings : {};
  const own = problems.general;

  function set(field: 'input' | 'output' | 'settings', value: unknown) {
    store.edit(
      { kind: 'set', field, value },
      { label: `Change the ${field} of the workflow`, key: `workflow ${field}` },
    );
  }

  function setSetting(patch: JsonRecord) {
    const next = withFields(settings, patch);
    set('settings', Object.keys(next).length > 0 ? next : undefined);
  }

  return (
    <Panel
      icon={
        <span className="grid size-8 shrink-0 place-items-center rounded-md bg-accent-soft text-accent-fg">
          <WorkflowIcon className="size-4.5" aria-hidden="true" />
        </span>
      }
      title="Workflow"
      subtitle="Select a task or a transition to set it up"
    >
      <fieldset disabled={readOnly} className="min-w-0">
        <PanelSection>
          <ProblemNotes problems={own.filter(({ field }) => !/^(input|output|settings)/.test(field ?? ''))} />
          <DescriptionField />
        </PanelSection>
        <PanelSection title="Triggers">
          <TriggerList />
        </PanelSection>
        <PanelSection title="Input" open aside={draft.input === undefined ? 'anything' : undefined}>
          <p className="text-muted">What a run is started with. The run dialog asks for these fields.</p>
          <FieldsEditor
            label="Input"
            schema={draft.input}
            disabled={readOnly}
            error={problemAt(own, 'input', true)?.message}
            onChange={(input) => set('input', input)}
          />
        </PanelSection>
        <PanelSection
          title="Output"
          open={problemAt(own, 'output', true) !== undefined || draft.output !== undefined}
        >
          <JsonField
            label="Output"
            help={'What a finished run gives, e.g. { "decision": "{{ tasks.review.outcome }}" }.'}
            value={draft.output}
            error={problemAt(own, 'output', true)?.message}
            disabled={readOnly}
            className="h-28"
            onChange={(output) => set('output', output)}
          />
        </PanelSection>
        <PanelSection title="Limits" open={problemAt(own, 'settings', true) !== undefined}>
          <Field
            label="A run may take"
            help="Then it fails. Left empty, there is no limit."
            error={problemAt(own, 'settings.timeout')?.message}
          >
            {(control) => (
              <DurationInput
                control={control}
                value={typeof settings.timeout === 'string' ? settings.timeout : ''}
                placeholder="7d"
                onChange={(timeout) => setSetting({ timeout })}
              />
            )}
          </Field>
        </PanelSection>
      </fieldset>
    </Panel>
  );
}

function DescriptionField() {
  const { saver } = useDesigner();
  const description = useWorkflow()?.description ?? '';
  const [typed, setTyped] = useState<string>();
  return (
    <Field label="Description">
      {(control) => (
        <Textarea
          {...control}
          rows={2}
          className="min-h-14"
          maxLength={5000}
          placeholder="What it is for, and whom to ask"
          value={typed ?? description}
          onChange={(event) => {
            setTyped(event.target.value);
            saver.change({ description: event.target.value });
          }}
        />
      )}
    </Field>
  );
}

function TriggerList() {
  const { store, readOnly } = useDesigner();
  const { triggers } = useDesignerFacts();
  return (
    <ul className="-mx-2 flex flex-col">
      {triggers.map((trigger) => {
        const Icon = trigger.type === 'webhook' ? Webhook : CalendarClock;
        return (
          <li key={trigger.id}>
            <TriggerButton
              icon={<Icon aria-hidden="true" />}
              title={triggerTitle(trigger)}
              summary={triggerSummary(trigger)}
              onClick={() => store.select(selectTrigger(trigger.id))}
            />
          </li>
        );
      })}
      {triggers.length === 0 ? (
        <li>
          <TriggerButton
            icon={<Hand aria-hidden="true" />}
            title={triggerTitle(undefined)}
            summary="The Run button, or a call of the API"
            onClick={() => store.select(selectTrigger(MANUAL_TRIGGER))}
          />
        </li>
      ) : null}
      {readOnly ? null : (
        <li>
          <TriggerButton
            icon={<Plus aria-hidden="true" />}
            title="Add a trigger"
            summary="Webhook or schedule"
            onClick={() => store.select(selectTrigger(MANUAL_TRIGGER))}
          />
        </li>
      )}
    </ul>
  );
}

type TriggerButtonProps = { icon: ReactNode; title: string; summary: string; onClick(): void };

function TriggerButton({ icon, title, summary, onClick }: TriggerButtonProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="flex min-h-9 w-full items-center gap-2.5 rounded-md px-2 text-left hover:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-subtle"
    >
      {icon}
      <span className="shrink-0">{title}</span>
      <span className="min-w-0 truncate text-sm text-subtle">{summary}</span>
    </button>
  );
}
