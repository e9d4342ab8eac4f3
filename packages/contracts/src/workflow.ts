import { z } from 'zod';
import { draftDefinitionSchema } from './definition.ts';

const timestamp = z.iso.datetime();
const name = z.string().trim().min(1).max(200);

export const workflowSummarySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    publishedVersion: z.int().nullable(),
    draftRevision: z
      .int()
      .meta({ description: 'Raised by each change of the draft; the ETag is made from it.' }),
    draftChanged: z.boolean().meta({ description: 'The draft differs from the published version.' }),
    taskCount: z.int(),
    createdBy: z.object({ id: z.string(), name: z.string() }).nullable(),
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'WorkflowSummary' });
export type WorkflowSummary = z.output<typeof workflowSummarySchema>;

export const workflowListItemSchema = workflowSummarySchema
  .extend({
    lastRun: z.object({ id: z.string(), status: z.string(), createdAt: timestamp }).nullable(),
    triggerTypes: z.array(z.string()),
  })
  .meta({ id: 'WorkflowListItem' });
export type WorkflowListItem = z.output<typeof workflowListItemSchema>;

export const workflowSchema = workflowSummarySchema
  .extend({ definition: draftDefinitionSchema })
  .meta({ id: 'Workflow' });
export type Workflow = z.output<typeof workflowSchema>;

export const createWorkflowSchema = z
  .strictObject({
    name,
    description: z.string().max(5000).optional(),
    definition: draftDefinitionSchema.optional(),
  })
  .meta({ id: 'CreateWorkflow' });
export type CreateWorkflow = z.output<typeof createWorkflowSchema>;

export const updateWorkflowSchema = z
  .strictObject({
    name: name.optional(),
    description: z.string().max(5000).optional(),
    definition: draftDefinitionSchema.optional(),
  })
  .meta({ id: 'UpdateWorkflow' });
export type UpdateWorkflow = z.output<typeof updateWorkflowSchema>;

export const publishSchema = z
  .strictObject({ note: z.string().max(2000).optional() })
  .meta({ id: 'Publish' });

export const workflowVersionSummarySchema = z
  .object({
    workflowId: z.string(),
    version: z.int(),
    note: z.string().nullable(),
    createdBy: z.object({ id: z.string(), name: z.string() }).nullable(),
    createdAt: timestamp,
  })
  .meta({ id: 'WorkflowVersionSummary' });
export type WorkflowVersionSummary = z.output<typeof workflowVersionSummarySchema>;

export const workflowVersionSchema = workflowVersionSummarySchema
  .extend({ definition: draftDefinitionSchema })
  .meta({ id: 'WorkflowVersion' });
export type WorkflowVersion = z.output<typeof workflowVersionSchema>;

/** The semantic difference of two versions: what was added, removed and changed, field by field. */
export const versionDiffSchema = z
  .object({
    from: z.int(),
    to: z.int(),
    tasks: z.object({
      added: z.array(z.string()),
      removed: z.array(z.string()),
      changed: z.array(
        z.object({
          taskId: z.string(),
          fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
        }),
      ),
    }),
    transitions: z.object({ added: z.array(z.unknown()), removed: z.array(z.unknown()) }),
    definition: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
  })
  .meta({ id: 'VersionDiff' });
export type VersionDiff = z.output<typeof versionDiffSchema>;
