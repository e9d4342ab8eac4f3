import type { HumanTask } from '@innoflow/contracts';
import type { HumanTaskRow } from './repository.ts';

export function toHumanTask(row: HumanTaskRow): HumanTask {
  return {
    id: row.id,
    workflowId: row.workflow_id,
    workflowName: row.workflow_name,
    runId: row.run_id,
    taskId: row.task_id,
    // Approvals are all there is.
    type: 'approval',
    title: row.title,
    description: row.description,
    assignees: row.assignees,
    form: row.form,
    outcomes: row.outcomes,
    status: row.status,
    dueAt: row.due_at?.toISOString() ?? null,
    outcome: row.outcome,
    values: row.values,
    comment: row.comment,
    claimedBy: toPerson(row.claimed_by, row.claimer_name),
    decidedBy: toPerson(row.decided_by, row.decider_name),
    decidedAt: row.decided_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}

function toPerson(id: string | null, name: string | null): { id: string; name: string } | null {
  return id === null ? null : { id, name: name ?? '' };
}
