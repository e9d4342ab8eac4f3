import type {
  DraftDefinition,
  Workflow,
  WorkflowListItem,
  WorkflowSummary,
  WorkflowVersion,
  WorkflowVersionSummary,
} from '@innoflow/contracts';
import type { WorkflowDetailRow, WorkflowListRow, WorkflowRow } from './repository.ts';
import type { VersionRow, VersionSummaryRow } from './version-repository.ts';

export function toWorkflow(row: WorkflowDetailRow): Workflow {
  // The cast: every draft was parsed by draftDefinitionSchema before it was stored.
  return { ...toWorkflowSummary(row), definition: row.draft as DraftDefinition };
}

export function toWorkflowListItem(row: WorkflowListRow): WorkflowListItem {
  const { last_run_id: id, last_run_status: status, last_run_created_at: createdAt } = row;
  return {
    ...toWorkflowSummary(row),
    lastRun: id && status && createdAt ? { id, status, createdAt: createdAt.toISOString() } : null,
    triggerTypes: row.trigger_types ?? [],
  };
}

function toWorkflowSummary(row: WorkflowRow): WorkflowSummary {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    publishedVersion: row.published_version,
    draftRevision: row.draft_revision,
    draftChanged: row.draft_changed,
    taskCount: row.task_count,
    createdBy: toPerson(row),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

export function toVersionSummary(row: VersionSummaryRow): WorkflowVersionSummary {
  return {
    workflowId: row.workflow_id,
    version: row.version,
    note: row.note === '' ? null : row.note,
    createdBy: toPerson(row),
    createdAt: row.created_at.toISOString(),
  };
}

export function toVersion(row: VersionRow): WorkflowVersion {
  // The cast: a version's definition is the output of definitionSchema.
  return { ...toVersionSummary(row), definition: row.definition as DraftDefinition };
}

function toPerson(row: { creator_id: string | null; creator_name: string | null }) {
  return row.creator_id === null ? null : { id: row.creator_id, name: row.creator_name ?? '' };
}
