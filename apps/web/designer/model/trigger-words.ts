import type { Trigger } from '@innoflow/contracts';
import { cronInWords } from './cron-words.ts';
import { textOf } from './json.ts';

export function triggerTitle(trigger: Trigger | undefined): string {
  if (!trigger) return 'By hand or API';
  return trigger.type === 'webhook' ? 'Webhook' : 'Schedule';
}

/** The line on a trigger's card. */
export function triggerSummary(trigger: Trigger | undefined): string {
  if (!trigger) return 'Add a trigger…';
  const { config, enabled } = trigger;
  if (!enabled) return 'Switched off';
  if (trigger.type === 'webhook') return `/hooks/${textOf(config.path)}`;
  const cron = textOf(config.cron);
  return cronInWords(cron) ?? cron;
}
