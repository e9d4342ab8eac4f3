'use client';
import { type Trigger, webhookConfigSchema } from '@innoflow/contracts';
import { Button } from '@/components/ui/button.tsx';
import { Field } from '@/components/ui/field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { Select } from '@/components/ui/select.tsx';
import { ApiError } from '@/lib/api-error.ts';
import { CopyBlock } from './copy-block.tsx';
import type { TriggerConfig } from './trigger-config.ts';

const modes = [
  { value: 'async', label: 'At once, with the id of the run' },
  { value: 'sync', label: 'When the run has answered' },
];

/** The address to give to the other system, and how to try it. */
export function WebhookAddress({ trigger }: { trigger: Trigger }) {
  const address = absolute(trigger.url ?? `/hooks/${String(trigger.config.path)}`);
  const signed = trigger.secretSet ? ` \\\n  -H "X-Hub-Signature-256: sha256=<HMAC of the body>"` : '';
  return (
    <>
      <CopyBlock label="Address of the webhook" text={address} />
      <div className="flex flex-col gap-1">
        <p className="text-sm text-subtle">Try it:</p>
        <CopyBlock
          label="Command that calls the webhook"
          text={`curl -X POST ${address} \\\n  -H "Content-Type: application/json"${signed} \\\n  -d '{ "hello": "world" }'`}
        />
      </div>
    </>
  );
}

function absolute(url: string): string {
  return url.startsWith('/') ? location.origin + url : url;
}

type WebhookFieldsProps = {
  trigger: Trigger;
  config: TriggerConfig;
  error: unknown;
  onChange(config: TriggerConfig): void;
};

export function WebhookFields({ trigger, config, error, onChange }: WebhookFieldsProps) {
  const path = typeof config.path === 'string' ? config.path : '';
  const wrongPath = webhookConfigSchema.shape.path.safeParse(path).error?.issues[0]?.message;
  const taken =
    error instanceof ApiError && error.code === 'webhook_path_taken'
      ? 'Another webhook has this path.'
      : undefined;
  const removed = config.secret === null;
  return (
    <>
      <Field label="Path" required help={`The address is /hooks/${path || '…'}`} error={wrongPath ?? taken}>
        {(control) => (
          <Input
            {...control}
            className="font-mono text-sm"
            value={path}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => onChange({ ...config, path: event.target.value })}
          />
        )}
      </Field>
      <Field label="Answers" required>
        {(control) => (
          <Select
            {...control}
            options={modes}
            value={config.mode === 'sync' ? 'sync' : 'async'}
            onValueChange={(mode) => onChange({ ...config, mode })}
          />
        )}
      </Field>
      <Field
        label="Secret"
        help={
          trigger.secretSet && !removed
            ? 'A secret is set; it cannot be shown. Type another one to replace it.'
            : 'When set, calls must be signed as GitHub signs them (X-Hub-Signature-256).'
        }
        aside={
          trigger.secretSet ? (
            <Button
              variant="link"
              size="sm"
              onClick={() => {
                const { secret: _, ...rest } = config;
                onChange(removed ? rest : { ...rest, secret: null });
              }}
            >
              {removed ? 'Keep it' : 'Remove'}
            </Button>
          ) : null
        }
      >
        {(control) => (
          <Input
            {...control}
            type="password"
            autoComplete="new-password"
            placeholder={removed ? 'Will be removed' : trigger.secretSet ? '••••••••' : ''}
            value={typeof config.secret === 'string' ? config.secret : ''}
            onChange={(event) => {
              const { secret: _, ...rest } = config;
              onChange(event.target.value === '' ? rest : { ...rest, secret: event.target.value });
            }}
          />
        )}
      </Field>
    </>
  );
}
