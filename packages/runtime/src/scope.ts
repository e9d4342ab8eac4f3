import type { ActiveTaskRun, Scope } from '@innoflow/engine';
import type { LiveRun } from './live-run.ts';

/** What expressions of a task run, or of the run itself, can see (DESIGN.md section 4, Expressions). */
export function scopeOf(run: LiveRun, active: Pick<ActiveTaskRun, 'previous'> | null): Scope {
  const { record, loaded } = run;
  return {
    input: record.input,
    trigger: triggerOf(record),
    tasks: run.results,
    previous: active?.previous,
    vars: loaded.plan.definition.vars,
    run: { id: record.id, startedAt: new Date(record.createdAt).toISOString() },
    workflow: loaded.workflow,
  };
}

/** The body of a webhook is the input; it is stored once. */
function triggerOf({ trigger, input }: LiveRun['record']): Record<string, unknown> {
  const { type, data } = trigger;
  return type === 'webhook' ? { type, body: input, ...data } : { type, ...data };
}
