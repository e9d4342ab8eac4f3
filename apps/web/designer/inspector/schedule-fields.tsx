'use client';
import type { Trigger } from '@innoflow/contracts';
import { useId } from 'react';
import { Field } from '@/components/ui/field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { RelativeTime } from '@/components/ui/relative-time.tsx';
import { Select } from '@/components/ui/select.tsx';
import { ApiError } from '@/lib/api-error.ts';
import { formatExact } from '@/lib/time.ts';
import { cronInWords } from '../model/cron-words.ts';
import { JsonField } from './json-field.tsx';
import type { TriggerConfig } from './trigger-config.ts';

const missedOptions = [
  { value: 'once', label: 'Make up for them with one run' },
  { value: 'skip', label: 'Skip them' },
  { value: 'all', label: 'Make up for each of them' },
];
const presets = [
  { label: 'Every hour', cron: '0 * * * *' },
  { label: 'Every day at 9', cron: '0 9 * * *' },
  { label: 'Weekdays at 9', cron: '0 9 * * 1-5' },
  { label: 'Mondays at 8', cron: '0 8 * * 1' },
];

/** When it fires next, and when it did last. */
export function ScheduleState({ trigger }: { trigger: Trigger }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
      <dt className="text-subtle">Next</dt>
      <dd>
        {trigger.nextFireAt ? (
          <>
            <RelativeTime at={trigger.nextFireAt} />
            <span className="text-subtle"> · {formatExact(Date.parse(trigger.nextFireAt))}</span>
          </>
        ) : (
          '–'
        )}
      </dd>
      <dt className="text-subtle">Last</dt>
      <dd>{trigger.lastFiredAt ? <RelativeTime at={trigger.lastFiredAt} /> : 'Not yet'}</dd>
    </dl>
  );
}

type ScheduleFieldsProps = { config: TriggerConfig; error: unknown; onChange(config: TriggerConfig): void };

export function ScheduleFields({ config, error, onChange }: ScheduleFieldsProps) {
  const zonesId = useId();
  const cron = typeof config.cron === 'string' ? config.cron : '';
  const wrong = (field: string) =>
    error instanceof ApiError ? error.errors.find((each) => each.field.endsWith(field))?.message : undefined;
  return (
    <>
      <Field
        label="Cron"
        required
        help={cronInWords(cron) ?? 'Minute, hour, day, month, weekday; six fields begin with seconds.'}
        error={wrong('cron')}
      >
        {(control) => (
          <Input
            {...control}
            className="font-mono text-sm"
            value={cron}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => onChange({ ...config, cron: event.target.value })}
          />
        )}
      </Field>
      <div className="-mt-2 flex flex-wrap gap-1">
        {presets.map((preset) => (
          <button
            key={preset.cron}
            type="button"
            onClick={() => onChange({ ...config, cron: preset.cron })}
            className="h-6 rounded-full border border-line-strong px-2 text-muted text-sm hover:bg-hover"
          >
            {preset.label}
          </button>
        ))}
      </div>
      <Field label="Time zone" required error={wrong('timezone')}>
        {(control) => (
          <>
            <Input
              {...control}
              list={zonesId}
              value={typeof config.timezone === 'string' ? config.timezone : 'UTC'}
              autoComplete="off"
              onChange={(event) => onChange({ ...config, timezone: event.target.value })}
            />
            <datalist id={zonesId}>
              {Intl.supportedValuesOf('timeZone').map((zone) => (
                <option key={zone} value={zone} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Field label="Missed times" required help="Those that fell into a time when the server did not run.">
        {(control) => (
          <Select
            {...control}
            options={missedOptions}
            value={typeof config.missed === 'string' ? config.missed : 'once'}
            onValueChange={(missed) => onChange({ ...config, missed })}
          />
        )}
      </Field>
      <JsonField
        label="Input"
        help="What the runs get as input."
        value={config.input}
        className="h-24"
        onChange={(input) => {
          const { input: _, ...rest } = config;
          onChange(input === undefined ? rest : { ...rest, input });
        }}
      />
    </>
  );
}
