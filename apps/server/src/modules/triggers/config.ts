import {
  AppError,
  type FieldError,
  type ScheduleConfig,
  scheduleConfigSchema,
  type WebhookConfig,
  webhookConfigSchema,
} from '@innoflow/contracts';
import type { z } from 'zod';
import { fieldErrors } from '../../plugins/field-errors.ts';
import { nestsDeeper } from '../nesting.ts';
import { findCronError, isTimezone } from './schedule.ts';

export type ParsedConfig =
  | {
      type: 'webhook';
      config: Omit<WebhookConfig, 'secret'>;
      /** Null removes it, undefined keeps what there is. */
      secret: string | null | undefined;
    }
  | { type: 'schedule'; config: ScheduleConfig };

/** Throws `trigger_invalid` naming each field that breaks a rule. */
export function parseTriggerConfig(
  type: 'webhook' | 'schedule',
  config: Record<string, unknown>,
): ParsedConfig {
  return type === 'webhook' ? parseWebhook(config) : parseSchedule(config);
}

function parseWebhook(config: Record<string, unknown>): ParsedConfig {
  const { secret: given, ...rest } = config;
  const removed = given === null;
  const { secret, ...parsed } = parse(webhookConfigSchema, removed ? rest : config);
  return { type: 'webhook', config: parsed, secret: removed ? null : secret };
}

function parseSchedule(config: Record<string, unknown>): ParsedConfig {
  const parsed = parse(scheduleConfigSchema, config);
  const errors: FieldError[] = [];
  const cronError = findCronError(parsed.cron);
  if (cronError) errors.push({ field: 'body.config.cron', rule: 'cron', message: cronError });
  if (!isTimezone(parsed.timezone)) {
    const message = `is no IANA time zone such as Europe/Berlin; received "${parsed.timezone}"`;
    errors.push({ field: 'body.config.timezone', rule: 'timezone', message });
  }
  if (nestsDeeper(parsed.input, MAX_DEPTH)) {
    const message = `is nested deeper than ${MAX_DEPTH} levels; make it flatter`;
    errors.push({ field: 'body.config.input', rule: 'max_depth', message });
  }
  if (errors.length > 0) throw invalidTrigger(errors);
  return { type: 'schedule', config: parsed };
}
const MAX_DEPTH = 100;

function parse<S extends z.ZodType>(schema: S, config: unknown): z.output<S> {
  const parsed = schema.safeParse(config, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw invalidTrigger(fieldErrors('body.config', parsed.error.issues));
}

export function invalidTrigger(errors: FieldError[]): AppError {
  return new AppError('trigger_invalid', {
    detail: errors.map((error) => `${error.field}: ${error.message}`).join('; '),
    errors,
  });
}
